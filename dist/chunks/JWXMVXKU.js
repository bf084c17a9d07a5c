const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./JJPL353D.js";import"./O2A3I3OE.js";import"./BFM2I6LO.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
