const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./LNDCN7CD.js";import"./U5NWCDFZ.js";import"./SY7YMOZY.js";import"./AIQ63J7N.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
