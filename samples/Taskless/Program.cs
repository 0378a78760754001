using Unravel.Samples.Hangs;
using Unravel.Samples.Taskless;

// Taskless hang|work: two threads and two types that call each other, with their locks held or without. It says READY when the
// threads stand where they stay, and ends with the process that started it.
Tracing.AllowAnyProcessOfTheUser();
var depot = new Depot(hangs: args is ["hang"]);
var shelf = depot.Add();
Thread[] threads =
[
    new(depot.CloseAll) { IsBackground = true, Name = "closes" },
    new(shelf.Empty) { IsBackground = true, Name = "empties" },
];
foreach (var thread in threads)
{
    thread.Start();
}

while (!Array.TrueForAll(threads, static thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)))
{
    Thread.Sleep(1);
}

Native.Say("READY\n"u8);
Native.WaitForEndOfInput();
