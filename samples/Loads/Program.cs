using System.Globalization;
using Unravel.Samples.Hangs;
using Unravel.Samples.Loads;

// Loads <verb> [count]: says READY when everything is there, and ends with the process that started it.
var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
Tracing.AllowAnyProcessOfTheUser();
using var keyboard = Parent.LeaveCtrlCToIt();
new Heartbeat().Start();
var keep = args is [var verb, ..] ? await StartAsync(verb, count) : null;
if (keep is null)
{
    await Console.Error.WriteLineAsync("usage: Loads idle|web|tasks|threads|objects|visitors [count]\n"
        + "       Loads cpu-all|cpu-one|cpu-pool|io-http|io-sockets|io-pipes|lock-monitor|lock-semaphore|lock-writers");
    return 1;
}

Console.WriteLine(keep is string ready ? $"READY {ready}" : "READY");
var parent = Parent.Id;
while (Parent.Id == parent)
{
    await Task.Delay(TimeSpan.FromMilliseconds(500));
}

GC.KeepAlive(keep);
return 0;

static async Task<object?> StartAsync(string verb, int count) => verb switch
{
    "idle" => new object(),
    "web" => await WebServer.StartAsync(),
    "tasks" => PendingTasks.Start(count),
    "threads" => BlockedThreads.Start(count),
    "objects" => ManyObjects.Create(count),
    "visitors" => Visitors.Start(),
    _ => Bound.Start(verb),
};
