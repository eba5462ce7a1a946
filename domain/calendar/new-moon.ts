/**
 * When the moon is new, after J. Meeus, Astronomical Algorithms, chapter 49: good to a quarter of a minute in our
 * centuries. A lunar month begins on the day of it in Beijing, and it may fall minutes from midnight, as in February 2027.
 */

const DAYS_A_LUNATION = 29.530588861;
/** Of the first new moon of 2000, in days since 1970-01-01 (dynamical time). */
const FIRST_DAY = 2_451_550.09766 - 2_440_587.5;
const YEARS_A_LUNATION = 1 / 12.3685;
const SECONDS_A_DAY = 86_400;

/** Days by which each term moves it; how often the sun's and the moon's anomaly, the latitude and the node go into it. */
type Term = readonly [days: number, sun: number, moon: number, latitude: number, node: number];
const TERMS: readonly Term[] = [
  [-0.4072, 0, 1, 0, 0],
  [0.17241, 1, 0, 0, 0],
  [0.01608, 0, 2, 0, 0],
  [0.01039, 0, 0, 2, 0],
  [0.00739, -1, 1, 0, 0],
  [-0.00514, 1, 1, 0, 0],
  [0.00208, 2, 0, 0, 0],
  [-0.00111, 0, 1, -2, 0],
  [-0.00057, 0, 1, 2, 0],
  [0.00056, 1, 2, 0, 0],
  [-0.00042, 0, 3, 0, 0],
  [0.00042, 1, 0, 2, 0],
  [0.00038, 1, 0, -2, 0],
  [-0.00024, -1, 2, 0, 0],
  [-0.00017, 0, 0, 0, 1],
  [-0.00007, 2, 1, 0, 0],
  [0.00004, 0, 2, -2, 0],
  [0.00004, 3, 0, 0, 0],
  [0.00003, 1, 1, -2, 0],
  [0.00003, 0, 2, 2, 0],
  [-0.00003, 1, 1, 2, 0],
  [0.00003, -1, 1, 2, 0],
];
/** What the planets add: days, and an angle in degrees that grows with each lunation. */
const PLANETS: readonly (readonly [days: number, degrees: number, each: number])[] = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];

/** The new moon nearest to an instant, as an instant: days since 1970-01-01 UTC, with their fraction. */
export function newMoonNear(daysSince1970: number): number {
  return newMoon(Math.round((daysSince1970 - FIRST_DAY) / DAYS_A_LUNATION));
}

/** The `k`th new moon after the first of 2000. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t ** 2;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t ** 2;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t ** 2 + 0.00001238 * t ** 3;
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t ** 2 - 0.00000227 * t ** 3;
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t ** 2;
  const mean = FIRST_DAY + DAYS_A_LUNATION * k + 0.00015437 * t ** 2 - 0.00000015 * t ** 3;
  const moved = TERMS.reduce(
    (sum, [days, s, m, f, n]) =>
      sum + days * eccentricity ** Math.abs(s) * sine(s * sun + m * moon + f * latitude + n * node),
    0,
  );
  const planets = PLANETS.reduce((sum, [days, degrees, each]) => sum + days * sine(degrees + each * k), 0);
  return mean + moved + planets - clockLag(k * YEARS_A_LUNATION) / SECONDS_A_DAY;
}

/** Seconds by which the turning earth lags behind even time, `years` after 2000. */
function clockLag(years: number): number {
  return 62.92 + 0.32217 * years + 0.005589 * years ** 2;
}

function sine(degrees: number): number {
  return Math.sin((degrees % 360) * (Math.PI / 180));
}
