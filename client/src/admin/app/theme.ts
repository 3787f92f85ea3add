/** The back office's look: the shop's paper, green and petal, in Mantine's shape. The home of its colors. */
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const green: MantineColorsTuple = ["#eef3ec", "#dfe8db", "#c2d3bf", "#a0baa0", "#7f9f84", "#5c8169", "#3c6550", "#1d4636", "#173b2e", "#12332a"];
const petal: MantineColorsTuple = ["#fdf3f1", "#f9e6e2", "#f3d2cf", "#f0c3c0", "#e39c9f", "#cf6d7b", "#b3475e", "#97304a", "#7f263d", "#6d1f33"];
const pollen: MantineColorsTuple = ["#fdf6e7", "#f9ebcb", "#f3d99c", "#edc66b", "#e7b44a", "#e2a63b", "#b07c1d", "#855b10", "#6e4b0d", "#573b0a"];
const gray: MantineColorsTuple = ["#fdfaf4", "#f6f0e5", "#ece3d3", "#ddd1bc", "#bcae97", "#90846f", "#6e6458", "#574e44", "#3b342c", "#241f1a"];

export const theme = createTheme({
  colors: { green, petal, pollen, gray },
  primaryColor: "green",
  primaryShade: 7,
  white: "#fffdf8",
  black: "#241f1a",
  defaultRadius: "md",
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
  headings: { fontFamily: '"Fraunces Variable", "Iowan Old Style", Georgia, serif', fontWeight: "460" },
  fontSizes: { xs: "0.8125rem", sm: "0.875rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.25rem" },
  cursorType: "pointer",
  respectReducedMotion: true,
});
