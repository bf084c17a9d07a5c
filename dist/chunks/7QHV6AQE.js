const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./4CI3QEEW.js";import"./DURJY2XZ.js";import"./NL5OCXP5.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};
