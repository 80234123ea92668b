/* The fonts are there before the first line is set, so that none moves. */
document.fonts.forEach((font) => font.load());
