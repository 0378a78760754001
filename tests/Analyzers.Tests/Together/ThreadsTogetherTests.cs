namespace Unravel.Analyzers.Tests.Together;

/// <summary>All rules over waits under locks, timers, threads and processes: one line gets one message.</summary>
public class ThreadsTogetherTests
{
    [Theory]
    [InlineData("void M(Task t) { lock (_a) { t.Wait(); } }", "UNR4021")] // and not UNR1002
    [InlineData("int M(Task<int> t) { lock (_a) { return t.Result; } }", "UNR4021")]
    [InlineData("int P { get { lock (_a) { return Load().Result; } } }", "UNR4021")] // and not UNR1007
    [InlineData("void M() { lock (_a) { Thread.Sleep(100); } }", "UNR4021")]
    [InlineData("void M() { lock (_a) { _event.Wait(); } }", "UNR4021")]
    [InlineData("async Task M() { await Task.Yield(); lock (_a) { Load().Wait(); } }", "UNR1001")]
    [InlineData("async Task M() { await Task.Yield(); lock (_a) { Thread.Sleep(100); } }", "UNR1004")]
    [InlineData("async Task M() { await Task.Yield(); lock (_a) { _event.Wait(); } }", "UNR1005")]
    [InlineData("void M() { lock (_a) { Changed?.Invoke(this, EventArgs.Empty); } }", "UNR4020")]
    [InlineData("void M() { lock (_a) { if (Changed != null) { Changed(this, EventArgs.Empty); } } }", "UNR4020")] // and not UNR5018
    [InlineData("void M() { if (_list == null) { lock (_a) { _list = new(); } } }", "UNR4022")]
    [InlineData("void M() { while (!_done) { } }", "UNR5021")]
    [InlineData("void M() { var t = new Thread(() => { }); t.IsBackground = true; }", "UNR6004")]
    [InlineData("void M() { var t = new Timer(_ => { }, null, 0, 1000); }", "UNR6005")]
    [InlineData("void M(System.Timers.Timer t) { t.Elapsed += async (_, _) => await Load(); }", "UNR6006")]
    [InlineData("async Task M() { t_name = \"a\"; await Task.Yield(); Console.WriteLine(t_name); }", "UNR6003")]
    [InlineData("void M() { using var p = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(\"a\") { RedirectStandardOutput = true })!; p.WaitForExit(); Console.WriteLine(p.StandardOutput.ReadLine()); }", "UNR8001")]
    [InlineData("async Task M() { using var p = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(\"a\") { RedirectStandardOutput = true })!; p.WaitForExit(); Console.WriteLine(await p.StandardOutput.ReadLineAsync()); }", "UNR8001")] // and not UNR1003
    public async Task OneFault_GetsOneMessage(string member, string id)
    {
        var reports = await RunAll.Over($$"""
            public class C
            {
                private readonly object _a = new();
                private readonly ManualResetEventSlim _event = new();
                [ThreadStatic] private static string? t_name;
                private List<int>? _list;
                private bool _done;
                public event EventHandler? Changed;
                private Task<int> Load() => Task.FromResult(1);
                public bool Set() { lock (_a) { _done = true; } return _list is null; }
                public {{member}}
            }
            """);
        Assert.Equal([id], reports.Select(report => report.Id));
    }

    [Theory]
    [InlineData("class C { object g; void M() { lock (g) { E?.Invoke(; Thread.Sleep( } } event Action E; }")]
    [InlineData("class C { object f; void M() { if (f == ) { lock (f) { f = ; } } if () lock () { } if (f == null) return; lock (f) } }")]
    [InlineData("class C { bool b; void M() { while (!b) for (;!b;) ; do { } while (!b; } }")]
    [InlineData("class C { void M() { new Thread(; var t = new Timer(; new Timer(x, null, 0; Task.WhenAll(, ); } }")]
    [InlineData("var p = new System.Diagnostics.Process(); p.StartInfo.RedirectStandardOutput = true; p.WaitForExit(); p.StandardOutput.")]
    public async Task OddCode_ThrowsInNoAnalyzer(string source) =>
        Assert.DoesNotContain("AD0001", (await RunAll.Over(source)).Select(report => report.Id));
}
