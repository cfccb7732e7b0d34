/* Says before the page is drawn that scripts run, so that nothing jumps. */
document.documentElement.classList.add("js");
