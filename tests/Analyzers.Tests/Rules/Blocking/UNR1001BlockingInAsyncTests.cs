using Unravel.Analyzers.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1001BlockingInAsyncAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1001BlockingInAsyncFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

/// <summary>What is reported and what is not. The fix is in <see cref="UNR1001BlockingInAsyncFixTests"/>.</summary>
public class UNR1001BlockingInAsyncTests
{
    // Every way to block, in every kind of async code.
    [Fact]
    public Task SdkRuleSeesIt_IsSilent() => Verify.Analyzer(
        BlockingSource.Class("async Task M(Task t, ValueTask<int> v, Task<int> r) { await Task.Yield(); _ = r.Result; t.Wait(); }"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.CA1849.severity = warning\n")));

    [Fact]
    public Task SdkRuleDoesNotSeeIt_IsReported() => Verify.Analyzer(
        BlockingSource.Class("async Task M(Task t, ValueTask<int> v) { await Task.Yield(); t.GetAwaiter().[|GetResult|](); _ = v.[|Result|]; }"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.CA1849.severity = warning\n")));

    [Theory]
    [InlineData("_ = t.[|Result|];")]
    [InlineData("_ = v.[|Result|];")]
    [InlineData("_ = t?.[|Result|];")]
    [InlineData("_ = ((Task<int>)o).[|Result|];")]
    [InlineData("_ = Get().[|Result|].Length;")]
    [InlineData("_ = derived.[|Result|];")]
    [InlineData("t.[|Wait|]();")]
    [InlineData("t.[|Wait|](1000);")]
    [InlineData("t.[|Wait|](token);")]
    [InlineData("t.[|Wait|](TimeSpan.FromSeconds(1));")]
    [InlineData("_ = t.GetAwaiter().[|GetResult|]();")]
    [InlineData("v.GetAwaiter().[|GetResult|]();")]
    [InlineData("t.ConfigureAwait(false).GetAwaiter().[|GetResult|]();")]
    [InlineData("v.ConfigureAwait(false).GetAwaiter().[|GetResult|]();")]
    [InlineData("Task.[|WaitAll|](t, u);")]
    [InlineData("Task.[|WaitAll|](new Task[] { t, u });")]
    [InlineData("Task.[|WaitAll|](many, 1000);")]
    [InlineData("_ = Task.[|WaitAny|](t, u);")]
    [InlineData("Task.WhenAll(t, u).[|Wait|]();")]
    [InlineData("_ = Task.Run(() => 1).[|Result|];")]
    [InlineData("_ = t is { [|Result|]: 1 };")]
    public Task BlockingCall_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("_ = await t;")]
    [InlineData("_ = nameof(t.Result);")]
    [InlineData("_ = nameof(Task<int>.Result);")]
    [InlineData("t.Wait(0);")]
    [InlineData("t.Wait(TimeSpan.Zero);")]
    [InlineData("t.Wait(0, token);")]
    [InlineData("Task.WaitAll(many, 0);")]
    [InlineData("_ = Task.FromResult(1).Result;")]
    [InlineData("_ = new ValueTask<int>(1).Result;")]
    [InlineData("Task.CompletedTask.Wait();")]
    [InlineData("Expression<Func<int>> e = () => t.Result;")]
    [InlineData("Expression<Func<Func<int>>> e = () => () => t.Result;")]
    [InlineData("Func<int> f = () => t.Result;")] // the lambda is synchronous: UNR1002
    [InlineData("int F() => t.Result; F();")] // vs-threading#1003: so is the local function
    [InlineData("static int F(Task<int> x) => x.Result; F(t);")]
    [InlineData("_ = from m in many select m.Result;")]
    [InlineData("_ = new Own.Task().Result; new Own.Task().Wait();")]
    [InlineData("var w = t.GetAwaiter(); w.OnCompleted(() => w.GetResult());")]
    [InlineData("new ManualResetEventSlim().Wait();")]
    public Task NoBlockingOnATask_IsSilent(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("Task M(Task<int> t) { t.[|Wait|](); return t; }")]
    [InlineData("ValueTask<int> M(Task<int> t) => new(t.[|Result|]);")]
    [InlineData("async void M(Task<int> t) { await Task.Yield(); t.[|Wait|](); }")]
    [InlineData("async IAsyncEnumerable<int> M(Task<int> t) { await Task.Yield(); yield return t.[|Result|]; }")]
    [InlineData("async Own.Promise M(Task<int> t) { t.[|Wait|](); await Task.Yield(); }")]
    [InlineData("Own.Promise M(Task<int> t) { t.[|Wait|](); return null!; }")]
    [InlineData("void M(Task<int> t) { Func<Task> f = async () => { await Task.Yield(); t.[|Wait|](); }; }")]
    [InlineData("void M(Task<int> t) { Func<Task> f = () => { t.[|Wait|](); return t; }; }")]
    [InlineData("void M(Task<int> t) { async Task F() { await Task.Yield(); t.[|Wait|](); } }")]
    [InlineData("void M<T>(T t) where T : Task<int> { async Task F() { await Task.Yield(); _ = t.[|Result|]; } }")]
    [InlineData("void M(Task<int> t) { t.Wait(); }")]
    [InlineData("Own.Task M(Task<int> t) { t.Wait(); return null!; }")]
    [InlineData("Task<int> P { get { T.Wait(); return T; } } readonly Task<int> T = null!;")] // an accessor cannot be async
    [InlineData("C() { Task.Delay(1).Wait(); }")]
    [InlineData("~C() { Task.Delay(1).Wait(); }")]
    public Task InnermostFunction_Decides(string member) => Verify.Analyzer(Class(member));

    [Fact]
    public Task TopLevelStatementsWithAwait_AreReported() => Verify.Analyzer(
        """
        using System.Threading.Tasks;

        await Task.Yield();
        Task.Delay(1).[|Wait|]();
        """,
        test => test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Fact]
    public Task Message_NamesTheCulprit() => Verify.Analyzer(
        Class("async Task M(Task<int> download) { await Task.Yield(); _ = download.{|#0:Result|}; }"),
        new Microsoft.CodeAnalysis.Testing.DiagnosticResult(UNR1001BlockingInAsyncAnalyzer.Descriptor)
            .WithLocation(0).WithArguments("download.Result"));

    private static string In(string statement) => Class(
        $$"""
        async Task M(Task<int> t, Task<int> u, ValueTask<int> v, Task<int>[] many, Own.Derived derived, object o, CancellationToken token)
        {
            await Task.Yield();
            {{statement}}
        }

        Task<string> Get() => null!;
        """);

    private static string Class(string members) => BlockingSource.Class(members);
}
