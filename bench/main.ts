import { parseArgs } from 'node:util';
import { measureRatio } from './ratio.ts';
import { startRig } from './rig.ts';
import { showRatio } from './show-ratio.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    'at-once': { type: 'string', default: '24' },
    rounds: { type: 'string', default: '1' },
  },
});

const rig = await startRig({ durable: true });
try {
  const load = { atOnce: Number(values['at-once']), seconds: Number(values.seconds) };
  console.log(showRatio(await measureRatio(rig, load, Number(values.rounds))));
} finally {
  await rig.stop();
}
