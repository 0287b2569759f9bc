// Before the first paint: the theme that the reader chose, if any.
try {
  const theme = localStorage.getItem("authwright-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* Storage is off: the system decides. */ }
