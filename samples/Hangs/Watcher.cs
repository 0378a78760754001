using System.Diagnostics;

namespace Unravel.Samples.Hangs;

/// <summary>
/// Says READY when it has seen the scenario in its state many times in a row, and ends the process when its time is
/// over or its parent is gone: a program that hangs on purpose must never be left behind.
/// </summary>
internal sealed class Watcher(Scenario scenario, Options options)
{
    private const int LooksInARow = 10;
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    private readonly Stopwatch _age = Stopwatch.StartNew();
    private readonly int _parent = options.Parent ?? Parent.Id;

    public Thread Start()
    {
        var thread = new Thread(Watch) { Name = "watcher", IsBackground = true };
        thread.Start();
        return thread;
    }

    private void Watch()
    {
        AwaitState();
        Console.WriteLine("READY");
        while (!IsOver)
        {
            Thread.Sleep(100);
        }

        Environment.Exit(0);
    }

    private bool IsOver => _age.Elapsed > options.Lifetime || Parent.Id != _parent;

    private void AwaitState()
    {
        for (var looks = 0; looks < LooksInARow;)
        {
            Thread.Sleep(s_betweenLooks);
            var missing = scenario.Missing();
            looks = missing is null ? looks + 1 : 0;
            if (IsOver)
            {
                Environment.Exit(0);
            }

            if (missing is not null && _age.Elapsed > s_deadline)
            {
                Console.Error.WriteLine($"FAILED {missing}");
                Environment.Exit(1);
            }
        }
    }
}
