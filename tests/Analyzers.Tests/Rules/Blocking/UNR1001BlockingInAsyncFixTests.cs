using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1001BlockingInAsyncAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1001BlockingInAsyncFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1001BlockingInAsyncFixTests
{
    [Theory]
    [InlineData("_ = t.[|Result|];", "_ = await t;")]
    [InlineData("_ = v.[|Result|];", "_ = await v;")]
    [InlineData("t.[|Wait|]();", "await t;")]
    [InlineData("t.[|Wait|](token);", "await t.WaitAsync(token);")]
    [InlineData("_ = t.GetAwaiter().[|GetResult|]();", "_ = await t;")]
    [InlineData("_ = t.ConfigureAwait(false).GetAwaiter().[|GetResult|]();", "_ = await t.ConfigureAwait(false);")]
    [InlineData("Task.[|WaitAll|](t, u);", "await Task.WhenAll(t, u);")]
    [InlineData("Task.[|WaitAll|](new Task[] { t, u });", "await Task.WhenAll(new Task[] { t, u });")]
    [InlineData("Task.[|WaitAny|](t, u);", "await Task.WhenAny(t, u);")]
    [InlineData("Func<Task> g = async () => t.[|Wait|]();", "Func<Task> g = async () => await t;")]
    [InlineData("_ = new[] { 1 }.Select(async x => x + t.[|Result|]);", "_ = new[] { 1 }.Select(async x => x + await t);")]
    [InlineData("try { t.[|Wait|](); } catch (OperationCanceledException) { }", "try { await t; } catch (OperationCanceledException) { }")]
    public Task BlockingCall_IsAwaited(string before, string after) => Verify.Fix(In(before), In(after));

    // AsyncFixer: missing parentheses
    [Theory]
    [InlineData("_ = s.[|Result|].Length;", "_ = (await s).Length;")]
    [InlineData("_ = s.[|Result|]?.Length;", "_ = (await s)?.Length;")]
    [InlineData("_ = s.[|Result|][0];", "_ = (await s)[0];")]
    [InlineData("_ = s.[|Result|]!;", "_ = (await s)!;")]
    [InlineData("f.[|Result|]();", "(await f)();")]
    [InlineData("_ = (long)t.[|Result|];", "_ = (long)await t;")]
    [InlineData("_ = -t.[|Result|] + 1;", "_ = -await t + 1;")]
    [InlineData("_ = t.[|Result|] switch { _ => 1 };", "_ = await t switch { _ => 1 };")]
    [InlineData("_ = t.[|Result|] is 1;", "_ = await t is 1;")]
    [InlineData("_ = $\"{t.[|Result|]}\";", "_ = $\"{await t}\";")]
    [InlineData("_ = ((Task<int>)o).[|Result|];", "_ = await ((Task<int>)o);")]
    [InlineData("_ = (t ?? u).[|Result|];", "_ = await (t ?? u);")]
    [InlineData("_ = Math.Abs(t.[|Result|]);", "_ = Math.Abs(await t);")]
    [InlineData("_ = Math.Abs(t.GetAwaiter().[|GetResult|]()).ToString();", "_ = Math.Abs(await t).ToString();")]
    public Task Await_GetsParenthesesWhereNeeded(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("_ = t?.[|Result|];")] // null stays null
    [InlineData("_ = holder?.Task.[|Result|];")]
    [InlineData("t.[|Wait|](1000);")]
    [InlineData("_ = t.[|Wait|](1000, token);")]
    [InlineData("Task.[|WaitAll|](many, 1000);")]
    [InlineData("_ = Task.[|WaitAny|](t, u);")] // an index, not a task
    [InlineData("lock (this) { t.[|Wait|](); }")]
    [InlineData("try { } catch (Exception) when (t.[|Result|] == 1) { }")]
    [InlineData("try { t.[|Wait|](); } catch (AggregateException) { }")] // await would not throw it
#if !ROSLYN_NEWEST // the next C# allows it; the proof asks the compiler at hand
    [InlineData("unsafe { t.[|Wait|](); }")]
#else // C# 12 has no spans in async code at all
    [InlineData("Span<int> span = stackalloc int[1]; span[0] = t.[|Result|];")]
    [InlineData("Span<int> span = new int[1]; t.[|Wait|](); span[0] = 1;")]
#endif
    [InlineData("_ = t is { [|Result|]: 1 };")]
    public Task WhereAwaitIsWrong_NoFixIsOffered(string statement) => Verify.NoFix(In(statement));

    [Theory]
    [InlineData("Task M(Task<int> t) { t.[|Wait|](); return Task.CompletedTask; }", "async Task M(Task<int> t) { await t; return; }")]
    [InlineData("Task M(Task<int> t) { t.[|Wait|](); return Get(); }", "async Task M(Task<int> t) { await t; await Get(); }")]
    [InlineData("Task<int> M(Task<int> t) { var x = t.[|Result|]; return Task.FromResult(x); }", "async Task<int> M(Task<int> t) { var x = await t; return x; }")]
    [InlineData("Task<int> M(Task<int> t) { t.[|Wait|](); return Get(); }", "async Task<int> M(Task<int> t) { await t; return await Get(); }")]
    [InlineData("Task<int> M(Task<int> t) => Task.FromResult(t.[|Result|]);", "async Task<int> M(Task<int> t) => await t;")]
    [InlineData("public static Task<int> M(Task<int> t) => Task.FromResult(t.[|Result|]);", "public static async Task<int> M(Task<int> t) => await t;")]
    [InlineData("void M(Task<int> t) { Func<Task> f = () => { t.[|Wait|](); return Get(); }; }", "void M(Task<int> t) { Func<Task> f = async () => { await t; await Get(); }; }")]
    public Task TaskReturningFunction_BecomesAsync(string before, string after) =>
        Verify.Fix(BlockingSource.Class(before + "\nTask<int> Get() => null!;"), BlockingSource.Class(after + "\nTask<int> Get() => null!;"));

    [Theory]
    [InlineData("Task<int> M(Task<int> t, out int x) { x = t.[|Result|]; return Task.FromResult(x); }")]
    [InlineData("Task M(Task<int> t, bool b) { t.[|Wait|](); return b ? t : null!; }")]
    [InlineData("Task<int> M(Task<int> t) { t.[|Wait|](); try { return Get(); } catch { return t; } }")]
    [InlineData("Task M(Task<int> t) { using var d = new CancellationTokenSource(); t.[|Wait|](); return Get(); }")]
    public Task TaskReturningFunctionThatWouldChange_IsNotFixed(string member) =>
        Verify.NoFix(BlockingSource.Class(member + "\nTask<int> Get() => null!;"));

    [Fact]
    public Task Trivia_IsKept() => Verify.Fix(
        In("""
        // before
                var x = /* lead */ Get()
                    .Start() // why
                    .[|Result|] /* trail */; // after
        """),
        In("""
        // before
                var x = /* lead */ await Get()
                    .Start() // why
                     /* trail */; // after
        """));

    [Fact]
    public Task BrokenLine_IsJoined() => Verify.Fix(
        In("var x = Get()\n            .Start()\n            .ConfigureAwait(false)\n            .GetAwaiter()\n            .[|GetResult|]();"),
        In("var x = await Get()\n            .Start()\n            .ConfigureAwait(false);"));

    // AsyncFixer: nested invocations and Fix All
    [Fact]
    public Task SeveralOnOneLine_AreFixedTogether() => Verify.Fix(
        In("_ = Add(t.[|Result|], u.[|Result|]) + v.[|Result|]; s.[|Wait|]();"),
        In("_ = Add(await t, await u) + await v; await s;"));

    [Fact]
    public Task NestedCalls_AreFixedTogether() => Verify.Fix(
        In("_ = Next(v.[|Result|]).[|Result|].Length;"),
        In("_ = (await Next(await v)).Length;"),
        test => test.NumberOfFixAllIterations = 2); // the texts of the two edits touch, so the second pass has the outer one

    private static string In(string statement) => BlockingSource.Class(
        $$"""
        async Task M(Task<int> t, Task<int> u, ValueTask<int> v, Task<string> s, Task<Action> f, Task<int>[] many, object o, Holder holder, CancellationToken token)
        {
            await Task.Yield();
            {{statement}}
        }

        class Holder { public Task<int> Task = null!; public Task<int> Start() => Task; }
        static Holder Get() => null!;
        static int Add(int a, int b) => a + b;
        static Task<string> Next(int a) => null!;
        """);
}
