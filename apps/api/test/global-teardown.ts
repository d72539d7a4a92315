export default async function teardown() { console.log('down') }
