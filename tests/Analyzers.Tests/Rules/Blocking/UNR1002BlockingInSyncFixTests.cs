using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1002BlockingInSyncAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1002BlockingInSyncFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1002BlockingInSyncFixTests
{
    private const string Caller = "\nasync Task Caller(Task<int> t) { await Task.Yield(); ";

    [Theory]
    [InlineData("private void M(Task<int> t) { t.[|Wait|](); }", "M(t); }", "private async Task M(Task<int> t) { await t; }", "await M(t); }")]
    [InlineData("int M(Task<int> t) => t.[|Result|];", "_ = M(t).ToString(); }", "async Task<int> M(Task<int> t) => await t;", "_ = (await M(t)).ToString(); }")]
    [InlineData("static int M(Task<int> t) { return t.[|Result|] + 1; }", "_ = C.M(t) + M(t); }", "static async Task<int> M(Task<int> t) { return await t + 1; }", "_ = await C.M(t) + await M(t); }")]
    [InlineData("T M<T>(Task<T> t) => t.[|Result|];", "_ = this.M(t); }", "async Task<T> M<T>(Task<T> t) => await t;", "_ = await this.M(t); }")]
    [InlineData("void M(Task<int> t) { t.[|Wait|](); M(t); }", "M(t); }", "async Task M(Task<int> t) { await t; await M(t); }", "await M(t); }")]
    [InlineData("", "F(); void F() { t.[|Wait|](); } }", "", "await F(); async Task F() { await t; } }")]
    [InlineData("", "F(t); static int F(Task<int> x) => x.[|Result|]; }", "", "await F(t); static async Task<int> F(Task<int> x) => await x; }")]
    public Task PrivateFunctionWithAsyncCallers_BecomesAsync(string before, string call, string after, string awaited) =>
        Verify.Fix(BlockingSource.Class(before + Caller + call), BlockingSource.Class(after + Caller + awaited));

    [Theory]
    [InlineData("public void M(Task<int> t) { t.[|Wait|](); }", "M(t); }")]
    [InlineData("internal void M(Task<int> t) { t.[|Wait|](); }", "M(t); }")]
    [InlineData("void M(Task<int> t) { t.[|Wait|](); }", "}")] // nobody calls it: somebody may by reflection
    [InlineData("void M(Task<int> t) { t.[|Wait|](); }", "M(t); } void Sync(Task<int> t) => M(t);")]
    [InlineData("void M(Task<int> t) { t.[|Wait|](); }", "M(t); Action<Task<int>> a = M; }")]
    [InlineData("void M(Task<int> t) { t.[|Wait|](); }", "lock (this) { M(t); } }")]
    [InlineData("void M(Task<int> t) { t.[|Wait|](); }", "Action a = () => M(t); }")]
    [InlineData("void M(ref Task<int> t) { t.[|Wait|](); }", "M(ref t); }")]
    [InlineData("[Obsolete] void M(Task<int> t) { t.[|Wait|](); }", "}")]
    [InlineData("IEnumerable<int> M(Task<int> t) { yield return t.[|Result|]; }", "M(t); }")]
    [InlineData("Span<int> M(Task<int> t) { t.[|Wait|](); return default; }", "M(t); }")]
    public Task FunctionThatOthersMayCall_IsNotFixed(string member, string call) =>
        Verify.Fix(
            BlockingSource.Class(member + Caller + call),
            BlockingSource.Class(member + Caller + call),
            test => test.CodeActionEquivalenceKey = "Make the function async"); // what goes through the solution is in AllTheWayUpTests

    [Fact]
    public Task TaskIsNotImported_IsQualified() => Verify.Fix(
        """
        class C
        {
            async System.Threading.Tasks.Task Caller() { M(); }

            // keeps this
            private void M() { System.Threading.Tasks.Task.Delay(1).[|Wait|](); }
        }
        """.Replace("{ M(); }", "{ await System.Threading.Tasks.Task.Yield(); M(); }"),
        """
        class C
        {
            async System.Threading.Tasks.Task Caller() { await System.Threading.Tasks.Task.Yield(); await M(); }

            // keeps this
            private async System.Threading.Tasks.Task M() { await System.Threading.Tasks.Task.Delay(1); }
        }
        """);

    [Fact]
    public Task SeveralWaitsInOneFunction_AreAwaitedTogether() => Verify.Fix(
        BlockingSource.Class("void M(Task<int> t, Task u) { t.[|Wait|](); u.[|Wait|](); }" + Caller + "M(t, t); }"),
        BlockingSource.Class("async Task M(Task<int> t, Task u) { await t; await u; }" + Caller + "await M(t, t); }"),
        test => test.NumberOfIncrementalIterations = 1);
}
