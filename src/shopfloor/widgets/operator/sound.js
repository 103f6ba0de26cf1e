// The work as it sounds: one sound per motion, and for each element an ending of its own pitch, so that the
// operator can be observed by ear. Off until the learner switches it on.

const ENDINGS = {
  A: "a low knock: the band sits in the fixture",
  B: "a bright ting: the screw has caught",
  C: "two quick clicks after a whirr: the driver is let go",
  D: "a deep thud: the clamp lands in the tote",
  E: "a thump after rattling: the carton is back",
  F: "two falling notes: back to work",
};

function createSound() {
  let context = null, noise = null;

  function ready() {
    if (!context) {
      context = new AudioContext();
      noise = context.createBuffer(1, context.sampleRate, context.sampleRate);
      const data = noise.getChannelData(0);
      for (let i = 0; i < data.length; i++) data[i] = Math.random() * 2 - 1;
    }
    context.resume();
    return context;
  }

  function envelope(node, when, seconds, loud) {
    const gain = context.createGain();
    gain.gain.setValueAtTime(0.0001, when);
    gain.gain.exponentialRampToValueAtTime(loud, when + 0.005);
    gain.gain.exponentialRampToValueAtTime(0.0001, when + seconds);
    node.connect(gain).connect(context.destination);
    node.start(when); node.stop(when + seconds + 0.02);
  }

  function tone(pitch, seconds, { after = 0, to = pitch, type = "sine", loud = 0.25 } = {}) {
    const when = context.currentTime + after, node = context.createOscillator();
    node.type = type;
    node.frequency.setValueAtTime(pitch, when);
    node.frequency.exponentialRampToValueAtTime(to, when + seconds);
    envelope(node, when, seconds, loud);
  }

  function rustle(pitch, seconds, { after = 0, loud = 0.12 } = {}) {
    const when = context.currentTime + after, node = context.createBufferSource(), filter = context.createBiquadFilter();
    node.buffer = noise; node.loop = true;
    filter.type = "bandpass"; filter.frequency.value = pitch; filter.Q.value = 1.2;
    node.connect(filter);
    const gain = context.createGain();
    gain.gain.setValueAtTime(0.0001, when);
    gain.gain.exponentialRampToValueAtTime(loud, when + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.0001, when + seconds);
    filter.connect(gain).connect(context.destination);
    node.start(when); node.stop(when + seconds + 0.02);
  }

  const ENDS = {
    A: () => { tone(300, 0.16, { to: 190, type: "triangle", loud: 0.5 }); rustle(900, 0.06, { loud: 0.3 }); },
    B: () => { tone(1320, 0.28, { loud: 0.3 }); tone(2640, 0.16, { loud: 0.1 }); },
    C: () => { tone(760, 0.05, { type: "square", loud: 0.16 }); tone(760, 0.05, { type: "square", after: 0.09, loud: 0.16 }); },
    D: () => { tone(150, 0.3, { to: 70, type: "triangle", loud: 0.7 }); rustle(2400, 0.12, { loud: 0.18 }); },
    E: () => { tone(210, 0.2, { to: 120, type: "triangle", loud: 0.5 }); tone(420, 0.2, { after: 0.02, loud: 0.2 }); },
    F: () => { tone(660, 0.16, { loud: 0.22 }); tone(494, 0.24, { after: 0.15, loud: 0.22 }); },
  };

  // A motion begins: what it sounds like while it lasts (`seconds` on the learner's own clock).
  function begin(scene, motion, seconds) {
    const key = `${scene}${motion}`;
    if (key === "C2") for (let at = 0; at < seconds - 0.05; at += 0.05) tone(170 + 60 * (at / seconds), 0.045, { after: at, type: "sawtooth", loud: 0.06 });
    else if (key === "E2") for (let at = 0; at < seconds - 0.08; at += 0.07) rustle(3800, 0.06, { after: at, loud: 0.16 });
    else if (key === "screw1") for (const [i, at] of [0.5, 0.72, 0.84, 0.91].entries()) tone(2300 - 150 * i, 0.09, { after: at * seconds, loud: 0.2 / (i + 1) });
    else if (key === "screw2") for (let at = 0.2; at < seconds - 0.2; at += 0.35) rustle(500, 0.1, { after: at, loud: 0.16 });
    else if (key === "question1" || key === "question2") {
      const low = key === "question1" ? 210 : 140;
      for (let at = 0, i = 0; at < seconds - 0.15; at += 0.17, i++) tone(low * (1 + 0.22 * Math.sin(i * 2.1)), 0.13, { after: at, type: "triangle", loud: 0.16 });
    } else if (key === "water2") for (let at = 0.1; at < seconds - 0.2; at += 0.45) tone(260, 0.16, { after: at, to: 430, loud: 0.2 });
    else if (key === "C3" || key === "B3") rustle(2600, 0.05, { loud: 0.12 });
    else rustle(1300, 0.07, { loud: 0.07 });
  }

  return {
    on: ready,
    end: (label) => { ready(); ENDS[label]?.(); },
    begin: (scene, motion, seconds) => { ready(); begin(scene, motion, seconds); },
    off: () => context?.suspend(),
  };
}
