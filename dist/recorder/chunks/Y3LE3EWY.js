const require = process.getBuiltinModule;
import{a as o,b as r,c as m}from"./4KFM5HRV.js";import"./WPMMTP6G.js";export{o as DEFAULT_YAML_LIMITS,r as parseYaml,m as parseYamlWithLines};
