/**
 * A text that has something to read: a letter or a digit that shows. The Hangul fillers are letters to Unicode, and
 * show nothing.
 */
export const READABLE = /[^\P{L}\u115f\u1160\u3164\uffa0]|\p{N}/u
