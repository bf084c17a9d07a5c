const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./RQFKWN6G.js";import"./U5NWCDFZ.js";import"./A4G6X2DG.js";import"./GSFOS72Q.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
