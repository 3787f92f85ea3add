/** Two soft notes for a new order, made on the spot. Before the first press of a page browsers keep it silent. */
const NOTES = [523.25, 783.99];
const LENGTH = 0.9;

let context: AudioContext | null = null;

export function chime(): void {
  context ??= new AudioContext();
  const speaker = context;
  NOTES.forEach((frequency, index) => {
    const start = speaker.currentTime + index * 0.16;
    const note = new OscillatorNode(speaker, { frequency, type: "sine" });
    const loudness = new GainNode(speaker, { gain: 0 });
    loudness.gain.linearRampToValueAtTime(0.08, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
    note.connect(loudness).connect(speaker.destination);
    note.start(start);
    note.stop(start + LENGTH);
  });
}
