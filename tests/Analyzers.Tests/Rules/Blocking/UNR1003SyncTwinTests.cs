using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1003SyncTwinAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1003SyncTwinFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1003SyncTwinTests
{
    // The twin is a member, inherited, static, an extension, a local function; generic or not.
    [Theory]
    [InlineData("f.[|Flush|]();")]
    [InlineData("_ = f.[|Read|](new byte[3], 0, 3);")]
    [InlineData("_ = f.[|Read|](new byte[3]);")]
    [InlineData("_ = System.IO.File.[|ReadAllText|](\"a\").Length;")]
    [InlineData("using var p = new System.Diagnostics.Process(); p.[|WaitForExit|]();")]
    [InlineData("_ = [|Load|](1);")]
    [InlineData("_ = this.[|Load|](1);")]
    [InlineData("_ = o.[|Find<string>|]();")]
    [InlineData("_ = o.[|Ext|](2);")]
    [InlineData("_ = o.[|NeedsToken|]();")]
    [InlineData("void Work() { } Task WorkAsync() => Task.Delay(1); [|Work|]();")]
    [InlineData("Func<Task> g = async () => { await Task.Yield(); f.[|Flush|](); };")]
    [InlineData("f.[|CopyTo|](f);")]
    [InlineData("_ = o.[|Base|]();")] // awaited: a string for an object is more, not less
    public Task TwinBinds_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("await f.FlushAsync();")]
    [InlineData("using var c = new CancellationTokenSource(); c.Cancel();")] // a shutdown: nobody wants another order
    [InlineData("f.Dispose();")] // UNR1010
    [InlineData("f?.Flush();")] // an await cannot start in the middle
    [InlineData("lock (this) { f.Flush(); }")]
    [InlineData("try { } catch (Exception) when (System.IO.File.ReadAllText(\"a\") == \"\") { }")]
    [InlineData("Action a = () => f.Flush();")] // roslyn-analyzers#7420: the lambda is synchronous
    [InlineData("void Local() => f.Flush(); Local();")] // vs-threading#1003
    [InlineData("Expression<Action> e = () => f.Flush();")]
    [InlineData("_ = nameof(f.Flush);")]
    [InlineData("_ = from x in new[] { 1 } select System.IO.File.ReadAllText(\"a\");")]
    [InlineData("o.Get();")] // vs-threading#1610: GetAsync needs an id
    [InlineData("_ = o.Other();")] // the twin gives something else
    [InlineData("o.Fire();")] // the twin is async void
    [InlineData("_ = o.Old();")] // the twin is obsolete
    [InlineData("_ = o.Fake();")] // the twin calls the synchronous method
    [InlineData("o.TryIt(out _);")]
    [InlineData("o.Run(() => 1);")] // the twin wants an async lambda
    [InlineData("var m = new System.IO.MemoryStream(); m.Write(new byte[1], 0, 1); m.Flush();")]
    [InlineData("System.IO.Stream m = new System.IO.MemoryStream(); m.Write(new byte[1], 0, 1);")]
    [InlineData("new System.IO.StringWriter().Write('a'); Console.Out.WriteLine(1); Console.Error.Flush();")]
    [InlineData("new SemaphoreSlim(1).Wait(); Task.Delay(1).Wait(t);")] // UNR1005, UNR1001
    [InlineData("new List<int>().ForEach(x => { }); _ = new[] { 1 }.ToList(); _ = \"\".Trim();")]
    public Task NoTwinThatIsBetter_IsSilent(string statement) => Verify.Analyzer(In(statement));

    // meziantou#1034, #788: never the method that we are in, nor its twin in an interface or base class.
    [Theory]
    [InlineData("public int Go() => 1; public async Task<int> GoAsync() { await Task.Yield(); return Go(); }")]
    [InlineData("public int Go() => 1; public Task<int> GoAsync() => Task.FromResult(Go());")]
    [InlineData("public int Go(int x) => 1; public Task<int> GoAsync(int x) => GoAsync(x, default); public async Task<int> GoAsync(int x, CancellationToken t) { await Task.Yield(); return Go(x); }")]
    [InlineData("interface IGo { int Go(); Task<int> GoAsync(); } class D : IGo { IGo other = null!; public int Go() => 1; public async Task<int> GoAsync() { await Task.Yield(); return other.Go(); } }")]
    [InlineData("abstract class B { public abstract int Go(); public virtual Task<int> GoAsync() => Task.FromResult(Go()); } class D : B { public override int Go() => 1; public override async Task<int> GoAsync() { await Task.Yield(); return base.GetHashCode() + Go(); } }")]
    [InlineData("public int Go() => 1; public Task<int> GoAsync() => CoreAsync(); async Task<int> CoreAsync() { await Task.Yield(); return Go(); }")]
    [InlineData("async Task M(bool async, System.IO.FileStream f) { if (async) await f.FlushAsync(); else f.Flush(); }")] // runtime#45661
    [InlineData("bool _isAsync; async Task M(System.IO.FileStream f) { if (_isAsync) { await f.FlushAsync(); } else { f.Flush(); } }")]
    [InlineData("bool _async; Task M(System.IO.FileStream f) { if (_async) return f.FlushAsync(); f.Flush(); return Task.CompletedTask; }")]
    [InlineData("void M(System.IO.FileStream f) { f.Flush(); }")]
    [InlineData("class D<T> where T : System.IO.Stream { async Task M(T s) { await s.FlushAsync(); } }")]
    public Task TwinOfOurselves_IsSilent(string members) => Verify.Analyzer(BlockingSource.Class(members));

    [Fact]
    public Task RowOfTheUser_IsSilent() => Verify.Analyzer(
        In("_ = o.Find<string>(); _ = Load(1);").Replace("Load(1);", "[|Load|](1);"),
        test => test.TestState.AdditionalFiles.Add(("unravel.AsyncTwins.tsv", "# ours\nworse\tOwn.Store\tFind\tin memory\n")));

    [Fact]
    public Task SdkRuleIsOn_IsSilent() => Verify.Analyzer(
        In("f.Flush();"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.CA1849.severity = warning\n")));

    [Theory]
    [InlineData("f.[|Flush|]();", "await f.FlushAsync(t);")]
    [InlineData("_ = System.IO.File.[|ReadAllText|](\"a\").Length; // keeps", "_ = (await System.IO.File.ReadAllTextAsync(\"a\", t)).Length; // keeps")]
    [InlineData("_ = [|Load|](1);", "_ = await LoadAsync(1);")]
    [InlineData("_ = o.[|Find<string>|]();", "_ = await o.FindAsync<string>();")]
    [InlineData("_ = o.[|Ext|](2);", "_ = await o.ExtAsync(2, t);")]
    [InlineData("_ = o.[|NeedsToken|]();", "_ = await o.NeedsTokenAsync(t);")]
    [InlineData("System.IO.File.[|WriteAllText|](path: \"a\", contents: \"b\");", "await System.IO.File.WriteAllTextAsync(path: \"a\", contents: \"b\", cancellationToken: t);")]
    [InlineData("Func<CancellationToken, Task> g = async x => { await Task.Yield(); f.[|Flush|](); };", "Func<CancellationToken, Task> g = async x => { await Task.Yield(); await f.FlushAsync(x); };")]
    [InlineData("f.[|Flush|](); f.[|Flush|]();", "await f.FlushAsync(t); await f.FlushAsync(t);")] // Fix All
    public Task Fix_AwaitsTheTwin(string statement, string repaired) => Verify.Fix(In(statement), In(repaired));

    [Fact]
    public Task FunctionThatReturnsATask_BecomesAsync() => Verify.Fix(
        BlockingSource.Class("Task M(string p) { System.IO.File.[|WriteAllText|](p, p); return Task.CompletedTask; }"),
        BlockingSource.Class("async Task M(string p) { await System.IO.File.WriteAllTextAsync(p, p); return; }"));

    private static string In(string statement) => BlockingSource.Class(
        $$"""
        async Task M(System.IO.FileStream f, Own.Store o, CancellationToken t)
        {
            await Task.Yield();
            {{statement}}
        }

        int Load(int x) => x;
        async Task<int> LoadAsync(int x) { await Task.Yield(); return x; }
        """) +
        """

        namespace Own
        {
            using T = System.Threading.Tasks.Task;

            class Store
            {
                public object Get() => 1;
                public System.Threading.Tasks.Task<object> GetAsync(int id) => null!;
                public string Other() => "";
                public System.Threading.Tasks.Task<int> OtherAsync() => null!;
                public void Fire() { }
                public async void FireAsync() { await T.Yield(); }
                public int Old() => 1;
                [Obsolete] public System.Threading.Tasks.Task<int> OldAsync() => null!;
                public int Fake() => 1;
                public System.Threading.Tasks.Task<int> FakeAsync() => T.Run(() => Fake());
                public bool TryIt(out int x) { x = 1; return true; }
                public System.Threading.Tasks.Task<bool> TryItAsync(int x) => null!;
                public void Run(Func<int> f) { }
                public T RunAsync(Func<System.Threading.Tasks.Task<int>> f) => null!;
                public string Find<X>() => "";
                public ValueTask<string> FindAsync<X>() => default;
                public int NeedsToken() => 1;
                public System.Threading.Tasks.Task<int> NeedsTokenAsync(CancellationToken token) => null!;
                public object Base() => "";
                public System.Threading.Tasks.Task<string> BaseAsync() => null!;
            }
        }

        static class StoreExtensions
        {
            public static int Ext(this Own.Store s, int x) => x;
            public static System.Threading.Tasks.Task<int> ExtAsync(this Own.Store s, int x, CancellationToken cancellationToken = default) => null!;
        }
        """;
}
