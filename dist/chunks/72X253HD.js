const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./QU24UDH7.js";import"./3ZFZV3FO.js";import"./MFDN746U.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
