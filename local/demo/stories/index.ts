import type { Story } from '../story.ts';
import { goodDay } from './good-day.ts';
import { movedAppointment } from './moved-appointment.ts';
import { nobodyActs } from './nobody-acts.ts';
import { unhappyCustomer } from './unhappy-customer.ts';

export const STORIES: readonly Story[] = [goodDay, nobodyActs, movedAppointment, unhappyCustomer];
