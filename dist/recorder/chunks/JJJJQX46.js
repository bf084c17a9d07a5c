const require = process.getBuiltinModule;
import{a as o,b as r,c as m}from"./UFVGMMSV.js";import"./OQKBVUZF.js";export{o as DEFAULT_YAML_LIMITS,r as parseYaml,m as parseYamlWithLines};
