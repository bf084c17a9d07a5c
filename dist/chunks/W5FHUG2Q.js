const require = process.getBuiltinModule;
import{c as o,d as r}from"./4EBTUUPX.js";import"./ZONMZHEA.js";import"./DW57ADEW.js";import"./YWS3D3TI.js";import"./3TEB5HGX.js";import"./GR3FUUCU.js";export{r as importJsonMetrics,o as importMetrics};
