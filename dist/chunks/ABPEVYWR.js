const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./M4JWRISZ.js";import"./U5NWCDFZ.js";import"./FFN4VQ4T.js";import"./KQKZ42XE.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
