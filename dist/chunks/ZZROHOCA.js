const require = process.getBuiltinModule;
import{a as o,b as r,c as m}from"./CWOTP5XP.js";import"./5XE54QTL.js";export{o as DEFAULT_YAML_LIMITS,r as parseYaml,m as parseYamlWithLines};
