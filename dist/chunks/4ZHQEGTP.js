const require = process.getBuiltinModule;
import{d as o}from"./QK6STONP.js";import"./ZCEPUEPT.js";import"./QBPI22NQ.js";import"./NMZTS2IR.js";import"./7FHCIXDI.js";import"./GJ3TUKTC.js";import"./L3IBWO2L.js";import"./HMQ6IXCB.js";import"./EDIK6N5A.js";import"./C47JF6UE.js";export{o as createDiscovery};
