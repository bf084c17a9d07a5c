/** Longer than any card that somebody reads; the blob reader has its own, larger limit. */
export const MAX_CARD_BYTES = 512 * 1024;
