const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./XPZMZVSI.js";import"./U5NWCDFZ.js";import"./4FXE2OUN.js";import"./GR3FUUCU.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
