using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1002BlockingInSyncAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1002BlockingInSyncFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1002BlockingInSyncTests
{
    [Theory]
    [InlineData("int M(Task<int> t) => t.[|Result|];")]
    [InlineData("void M(ValueTask t) => t.GetAwaiter().[|GetResult|]();")]
    [InlineData("void M(Task[] t) { Task.[|WaitAll|](t); }")]
    [InlineData("async Task M(Task<int> t) { await Task.Yield(); Func<int> f = () => t.[|Result|]; }")] // roslyn-analyzers#7420
    [InlineData("async Task M(Task<int> t) { await Task.Yield(); int F() => t.[|Result|]; F(); }")] // vs-threading#1003
    [InlineData("async Task M(Task<int> t) { await Task.Yield(); static int F(Task<int> x) => x.[|Result|]; F(t); }")]
    [InlineData("async Task M(Task<int>[] t) { await Task.Yield(); _ = from x in t select x.[|Result|]; }")]
    [InlineData("void M(Task<int> t, bool b) { if (b) { t.[|Wait|](); } _ = t.[|Result|]; }")]
    public Task BlockingInSyncCode_IsReported(string member) => Verify.Analyzer(BlockingSource.Class(member));

    [Theory]
    [InlineData("async Task M(Task<int> t) { await Task.Yield(); t.Wait(); }")] // UNR1001
    [InlineData("Task M(Task<int> t) { t.Wait(); return t; }")]
    [InlineData("void M(Task<int> t) { t.Wait(0); }")]
    [InlineData("void M(Task<int> t) { _ = nameof(t.Result); }")]
    [InlineData("void M(Task<int> t) { Expression<Func<int>> e = () => t.Result; }")] // vs-threading#1167
    [InlineData("void M(Task<int> t) { if (t.IsCompleted) { _ = t.Result; } }")]
    [InlineData("void M(Task<int> t) { t.ContinueWith(x => x.Result); }")]
    [InlineData("bool M(Task<int> t, bool async) => !async && t.Result == 1;")]
    [InlineData("void M(Own.Task t) { t.Wait(); }")]
    [InlineData("void M(SemaphoreSlim s) { s.Wait(); }")]
    [InlineData("C() { Task.Delay(1).Wait(); }")] // UNR1007
    [InlineData("int P => Task.Run(() => 1).Result;")] // UNR1007
    [InlineData("int M(Odd o) => o.Result; class Odd { public int Result => 1; }")]
    [InlineData("void M(Task t) { lock (this) { t.Wait(); } }")] // UNR4021
    public Task NoWait_IsSilent(string member) => Verify.Analyzer(BlockingSource.Class(member));

    [Theory]
    [InlineData("Xunit", "FactAttribute")]
    [InlineData("Xunit", "TheoryAttribute")]
    [InlineData("NUnit.Framework", "TestAttribute")]
    [InlineData("NUnit.Framework", "SetUpAttribute")]
    [InlineData("Microsoft.VisualStudio.TestTools.UnitTesting", "TestMethodAttribute")]
    public Task TestMethod_IsSilent(string space, string attribute) => Verify.Analyzer(
        $$"""
        using System;
        using System.Threading.Tasks;

        class Tests
        {
            [{{space}}.{{attribute}}]
            public void Test() { Task.Delay(1).Wait(); Action a = () => Task.Delay(1).Wait(); }

            [Own] // a framework attribute that somebody derived from
            public void Derived() => Task.Delay(1).Wait();

            [Obsolete]
            public void NoTest() => Task.Delay(1).[|Wait|]();

            class OwnAttribute : {{space}}.{{attribute}} { }
        }

        namespace {{space}} { class {{attribute}} : System.Attribute { } }
        """);

    [Theory]
    [InlineData("Task.Delay(1).Wait();")]
    [InlineData("Task.Delay(1).Wait(); void F() { Task.Delay(1).[|Wait|](); }")] // a function that others call
    [InlineData("class P { static void Main() { Task.Delay(1).Wait(); } }")]
    [InlineData("class P { static void Main() { Action a = () => Task.Delay(1).[|Wait|](); } }")]
    [InlineData("class P { static void Main() { } static void Main(int i) { Task.Delay(1).[|Wait|](); } }")]
    public Task EntryPoint_IsSilent(string program) => Verify.Analyzer(
        "using System;\nusing System.Threading.Tasks;\n" + program,
        test => test.TestState.OutputKind = OutputKind.ConsoleApplication);

    [Theory]
    [InlineData("void M(Task t) { t.{|#0:Wait|}(); }", "t.Wait()", "M")]
    [InlineData("void M(Task t) { Action a = () => t.{|#0:Wait|}(); }", "t.Wait()", "lambda in M")]
    [InlineData("void M(Task t) { F(); void F() => t.{|#0:Wait|}(); }", "t.Wait()", "F")]
    [InlineData("void M(Task t) { Task.{|#0:WaitAll|}(t); }", "Task.WaitAll()", "M")]
    public Task Message_NamesCulpritAndFunction(string member, string culprit, string function) => Verify.Analyzer(
        BlockingSource.Class(member),
        new Microsoft.CodeAnalysis.Testing.DiagnosticResult(UNR1002BlockingInSyncAnalyzer.Descriptor)
            .WithLocation(0).WithArguments(culprit, function));
}
