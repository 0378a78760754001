using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.Blocking;
using Unravel.Analyzers.Tests.AllTheWayUp;
using Unravel.CodeFixes.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1006HiddenBlockingAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1006HiddenBlockingFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1006HiddenBlockingTests
{
    private const string Caller = " async Task A(Task<int> t) { await Task.Yield(); ";

    [Theory]
    [InlineData("void M(Task t) { t.Wait(); }", "[|M|](t); }")]
    [InlineData("int M(Task<int> t) => t.Result;", "_ = this.[|M|](t); }")]
    [InlineData("static void M(Task t) => N(t); static void N(Task t) => t.GetAwaiter().GetResult();", "C.[|M|](t); }")]
    [InlineData("void M() { Thread.Sleep(100); }", "[|M|](); }")]
    [InlineData("void M() { new ManualResetEventSlim().Wait(); }", "[|M|](); }")]
    [InlineData("void M() { new System.Net.Sockets.TcpListener(null!).AcceptSocket(); }", "[|M|](); }")]
    [InlineData("int P => Task.Run(() => 1).Result;", "_ = [|P|]; }")]
    [InlineData("class D { public D() { Task.Delay(1).Wait(); } }", "_ = [|new D()|]; }")]
    [InlineData("", "[|F|](); void F() { t.Wait(); } }")]
    [InlineData("void M(Task t) { t.Wait(); M(t); }", "[|M|](t); }")]
    [InlineData("void M(Task t) { t.Wait(); }", "Func<Task> f = async () => { await Task.Yield(); [|M|](t); }; }")]
    [InlineData("void M(Task t) { t.Wait(); } Task B(Task t) { [|M|](t); return t; }", "}")]
    [InlineData("[Unravel.Annotations.Blocking] void M() { }", "[|M|](); }")]
    [InlineData("interface I { [Unravel.Annotations.Blocking] void M(); } I i = null!;", "i.[|M|](); }")]
    public Task CallThatBlocks_IsReported(string member, string call) => Verify.Analyzer(In(member + Caller + call));

    [Theory]
    [InlineData("void M(Task t) { t.Wait(); } void B(Task t) { M(t); }", "}")] // synchronous code: UNR1002
    [InlineData("void M(Task t) { t.Wait(); }", "Action a = () => M(t); }")]
    [InlineData("void M(Task t) { t.Wait(); }", "await Task.Run(() => M(t)); }")]
    [InlineData("void M(Task t) { Action a = () => t.Wait(); }", "M(t); }")]
    [InlineData("void M(Task<int> t) { if (t.IsCompleted) { _ = t.Result; } }", "M(t); }")]
    [InlineData("void M(Task t) { t.Wait(0); }", "M(t); }")]
    [InlineData("Exception M(Task t) { t.Wait(); return new Exception(); }", "throw M(t); }")] // it has failed anyway
    [InlineData("Exception M(Task t) { t.Wait(); return new Exception(); } void B(Task t) { if (t.IsFaulted) { throw M(t); } }", "B(t); }")]
    [InlineData("IEnumerable<int> M(Task t) { t.Wait(); yield return 1; }", "_ = M(t); }")]
    [InlineData("Task M(Task t) { t.Wait(); return t; }", "await M(t); }")] // UNR1001 at the wait
    [InlineData("protected virtual void M(Task t) { t.Wait(); }", "M(t); }")] // an override may not
    [InlineData("interface I { void M(); } class D : I { public void M() { Task.Delay(1).Wait(); } } I i = null!;", "i.M(); }")]
    [InlineData("void M(Task t) { t.Wait(); } Task MAsync(Task t) => t;", "M(t); }")] // UNR1003
    [InlineData("[Unravel.Annotations.NonBlocking] void M(Task t) { t.Wait(); }", "M(t); }")]
    [InlineData("void M(Task t) => N(t); [Unravel.Annotations.NonBlocking] void N(Task t) => t.Wait();", "M(t); }")]
    [InlineData("SemaphoreSlim s = new(1); void M() { s.Wait(); s.Release(); }", "M(); }")]
    [InlineData("void M() { Thread.Sleep(0); lock (this) { } }", "M(); }")]
    [InlineData("void M(Task t) { t.Wait(); } async Task B(Task t, bool async) { if (async) await t; else M(t); }", "}")]
    public Task CallThatNeedNotBlock_IsSilent(string member, string call) => Verify.Analyzer(In(member + Caller + call));

    [Fact]
    public Task Message_HasTheShortestPath() => Verify.Analyzer(
        In("void M(Task t) { Long(t); Short(t); } void Long(Task t) => Longer(t); void Longer(Task t) => Short(t); void Short(Task t) => t.{|#2:Wait|}();"
            .Replace(" Short(t); }", " {|#1:Short|}(t); }") + Caller + "{|#0:M|}(t); }"),
        new DiagnosticResult(UNR1006HiddenBlockingAnalyzer.Descriptor).WithLocation(0).WithLocation(1).WithLocation(2)
            .WithArguments("M()", "it calls Short(), which calls t.Wait()"));

    [Theory]
    [InlineData("2", "M")]
    [InlineData("3", "[|M|]")]
    public Task Depth_IsAnOption(string depth, string name) => Verify.Analyzer(
        In("void M(Task t) => N(t); void N(Task t) => O(t); void O(Task t) => t.Wait();" + Caller + name + "(t); }"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nunravel.UNR1006.depth = {depth}\n")));

    [Fact]
    public async Task Fix_GoesAllTheWayUp()
    {
        const string Before = "public class C { void M(Task t) => N(t); void N(Task t) => t.Wait(); public async Task A(Task t) { await Task.Yield(); M(t); } }";
        using var fix = new SolutionFix<UNR1006HiddenBlockingAnalyzer, UNR1006HiddenBlockingFix>().With(Before);
        var offers = await fix.OffersAsync();
        Assert.Equal(
            ["Make async all the way up (2 members change)", "Make async all the way up (2 members change), with names in Async"],
            offers.Select(offer => offer.Title));
        Assert.Equal(
            ["public class C { async Task M(Task t) => await N(t); async Task N(Task t) => await t; public async Task A(Task t) { await Task.Yield(); await M(t); } }"],
            await fix.AfterAsync(offers[0]));
        Assert.Equal(
            ["public class C { async Task MAsync(Task t) => await NAsync(t); async Task NAsync(Task t) => await t; public async Task A(Task t) { await Task.Yield(); await MAsync(t); } }"],
            await fix.AfterAsync(offers[1]));
    }

    private static string In(string members) => BlockingSource.Class(members)
        + "\nnamespace Unravel.Annotations { class BlockingAttribute : Attribute { } class NonBlockingAttribute : Attribute { } }";
}
