import{openThread as a}from"./seaworthy.js";await a();
