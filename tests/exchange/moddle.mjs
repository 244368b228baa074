// Reads each model named on the command line with dmn-moddle, tells warnings, and writes it back beside it.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const [home, ...files] = process.argv.slice(2);
const { DmnModdle } = await import(pathToFileURL(`${home}/dmn-moddle/dist/index.js`));
for (const file of files) {
  const moddle = new DmnModdle();
  const { rootElement, warnings } = await moddle.fromXML(readFileSync(file, 'utf8'), 'dmn:Definitions');
  warnings.forEach((each) => console.log(`${file}: ${each.message}`));
  const { xml } = await moddle.toXML(rootElement, { format: true });
  writeFileSync(`${file}.saved`, xml);
}
