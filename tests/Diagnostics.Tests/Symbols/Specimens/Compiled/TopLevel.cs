using System;
using System.Threading.Tasks;

Func<int, int> twice = x => x * args.Length;
await Local();
twice(1);

async Task Local()
{
    await Task.Yield();
}
