// Light and dark: the reader's choice, and otherwise the system's.

const themeChanged = [];
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : systemDark.matches;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function showTheme() {
  document.getElementById("theme").textContent = isDark() ? "Light" : "Dark";
  themeChanged.forEach((redraw) => redraw());
}

// A page that is opened from a file may have no storage.
function remembered(choice) {
  try {
    if (choice) {
      localStorage.setItem("perceiver-theme", choice);
    }
    return localStorage.getItem("perceiver-theme");
  } catch {
    return null;
  }
}

function startTheme() {
  const before = remembered();
  if (before) {
    document.documentElement.dataset.theme = before;
  }
  document.getElementById("theme").addEventListener("click", () => {
    const choice = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = choice;
    remembered(choice);
    showTheme();
  });
  systemDark.addEventListener("change", showTheme);
  showTheme();
}
