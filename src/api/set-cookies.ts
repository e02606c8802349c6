import type { FastifyReply } from 'fastify';
import type { Cookies, Redirection } from '../auth/authentication.ts';

/** Sets cookies of a session; such an answer is nobody else's. */
export function setCookies(reply: FastifyReply, cookies: Cookies): FastifyReply {
  return reply.header('cache-control', 'no-store').header('set-cookie', [...cookies]);
}

/** 303: whatever the method was, the browser goes on with GET. */
export function leadOn(reply: FastifyReply, { location, cookies }: Redirection): FastifyReply {
  return setCookies(reply, cookies).redirect(location, 303);
}
