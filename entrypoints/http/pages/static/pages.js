// What the pages do beyond forms and links. Without this file everything still works, with one more click.
"use strict";

(() => {
  // A form that only chooses what is shown is sent when something else is chosen; its button is for keyboards and for
  // browsers without scripts.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submits-itself]");
    if (form) form.requestSubmit();
  });

  // A button is pressed once. It works again when the visitor comes back to the page.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
    }
  });

  // Whoever uses a keyboard or a screen reader lands on what is wrong, or on the heading of what was put in.
  document.addEventListener("DOMContentLoaded", () => {
    const wrong = document.querySelector("[aria-invalid=true], main [role=alert]");
    if (!wrong) return;
    if (!wrong.matches("input, select, textarea")) wrong.setAttribute("tabindex", "-1");
    wrong.focus();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const to = event.target.querySelector("[data-focus]");
    if (to) to.focus();
  });

  // Work in the background goes on when its page hears nothing of it for a while; say so.
  const contact = (event, lost) => {
    for (const words of event.target.querySelectorAll(".lost > span")) words.hidden = !lost;
  };
  document.addEventListener("htmx:sseError", (event) => contact(event, true));
  document.addEventListener("htmx:sseOpen", (event) => contact(event, false));

  // Only a CSV does not say which days it holds: the question is there, and has to be answered, when one was chosen.
  const asked = () => {
    for (const form of document.querySelectorAll("form[data-covers]")) {
      const question = form.querySelector("[data-for-csv]");
      const files = [...form.querySelector("[type=file]").files];
      const csv = files.some((file) => file.name.toLowerCase().endsWith(".csv"));
      question.hidden = !csv && !question.hasAttribute("aria-invalid");
      for (const choice of question.querySelectorAll("[type=radio]")) choice.required = csv;
    }
  };
  document.addEventListener("DOMContentLoaded", asked);
  document.addEventListener("change", asked);

  // On a wide screen the menu always stands open; on a telephone a tap opens it.
  const wide = window.matchMedia("(min-width: 60rem)");
  const menus = () => {
    for (const menu of document.querySelectorAll("details[data-menu]")) menu.open = wide.matches;
  };
  document.addEventListener("DOMContentLoaded", menus);
  wide.addEventListener("change", menus);
})();
