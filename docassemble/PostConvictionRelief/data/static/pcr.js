// A date that is not known, or that has not come: a box below the input says so. The input then
// holds the word "unknown" or "none" in place of a date.
(function () {
  "use strict";

  const WORDS = { unknown: "Not known" };

  function addBoxes(input) {
    if (input.dataset.pcrReady) return;
    input.dataset.pcrReady = "1";
    const told = input.getAttribute("value");
    const noneLabel = input.dataset.noneLabel;
    const boxes = document.createElement("div");
    boxes.className = "pcr-day-boxes";
    addBox(input, boxes, "unknown", WORDS.unknown, told);
    if (noneLabel) addBox(input, boxes, "none", noneLabel, told);
    input.insertAdjacentElement("afterend", boxes);
  }

  function addBox(input, boxes, word, label, told) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.className = "form-check-input";
    box.id = input.id + "-" + word;
    box.dataset.word = word;
    const text = document.createElement("label");
    text.htmlFor = box.id;
    text.textContent = label;
    const pair = document.createElement("span");
    pair.append(box, text);
    boxes.append(pair);
    box.addEventListener("change", function () {
      boxes.querySelectorAll("input").forEach(function (other) {
        if (other !== box) other.checked = false;
      });
      hold(input, box.checked ? word : "");
    });
    if (told === word) {
      box.checked = true;
      hold(input, word);
    }
  }

  function hold(input, word) {
    input.type = word ? "text" : "date";
    input.value = word;
    input.readOnly = Boolean(word);
    input.classList.toggle("pcr-day-held", Boolean(word));
  }

  // While a chosen file is being looked at, its input is switched off, and a page sent then would
  // leave the file behind: the button waits for it.
  function waitForFile(input) {
    const send = document.getElementById("da-continue-button");
    if (!send || input.dataset.pcrReady) return;
    input.dataset.pcrReady = "1";
    $(input).on("filelock", function () { send.disabled = true; });
    $(input).on("fileunlock", function () { send.disabled = false; });
  }

  // Ask how far background work is, and go on when it is done.
  window.pcrWatch = function (action, given) {
    const bar = document.querySelector(".pcr-progress .progress-bar");
    const holder = document.querySelector(".pcr-progress .progress");
    const words = document.querySelector(".pcr-progress-words");
    if (!bar) return;
    function ask() {
      if (!document.body.contains(bar)) return;
      url_action_call(action, given || {}, function (told) {
        bar.style.width = told.percent + "%";
        holder.setAttribute("aria-valuenow", told.percent);
        if (words.textContent !== told.words) words.textContent = told.words;
        if (told.done) window.location.reload();
        else window.setTimeout(ask, 1000);
      });
    }
    ask();
  };

  // Several tabs may show pages of the same interview for different clients, and the browser's
  // cookie knows only the session that was opened last. So every request of a tab, and its address,
  // say which session and case the page belongs to.
  function stayWithOwnCase() {
    const tab = document.getElementById("pcr-tab");
    if (!tab) return;
    // All our addresses are `/interview?i=…`; what was told before is replaced.
    function withOwn(address) {
      const [page, place] = address.split("#");
      const bare = page.replace(/&(session|case)=[^&]*/g, "");
      return bare + "&" + tab.dataset.address + (place ? "#" + place : "");
    }
    ["daInterviewUrl", "daPostURL", "daLocationBar"].forEach(function (name) {
      window[name] = withOwn(window[name]);
    });
    document.querySelectorAll("#dabody form[action*='?i=']").forEach(function (form) {
      form.setAttribute("action", withOwn(form.getAttribute("action")));
    });
    // a link to a new session is another page's
    const here = "#dabody a[href*='action=']:not([href*='new_session='])";
    document.querySelectorAll(here).forEach(function (link) {
      link.setAttribute("href", withOwn(link.getAttribute("href")));
    });
    window.history.replaceState(window.history.state, "", withOwn(window.location.href));
  }

  $(document).on("daPageLoad", function () {
    stayWithOwnCase();
    document.querySelectorAll("input.daday").forEach(addBoxes);
    document.querySelectorAll("input.dafile").forEach(waitForFile);
  });
})();
