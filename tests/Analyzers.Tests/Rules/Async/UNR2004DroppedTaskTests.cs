using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2004DroppedTaskAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2004DroppedTaskFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2004DroppedTaskTests
{
    [Theory]
    [InlineData("[|Work()|];")]
    [InlineData("[|c.Work()|];")]
    [InlineData("[|Value()|];")]
    [InlineData("[|Task.Run(() => { })|];")]
    [InlineData("[|Work().ConfigureAwait(false)|];")]
    [InlineData("other?[|.Work()|];")]
    [InlineData("other?[|.Own()|];")] // the compiler is silent here
    [InlineData("Action a = () => [|Work()|];")]
    [InlineData("Action a = () => { [|Work()|]; };")]
    [InlineData("list.ForEach(x => [|Work()|]);")]
    [InlineData("F(); void F() => [|Work()|];")]
    [InlineData("for (var i = 0; i < 3; [|Work()|]) { }")]
    [InlineData("[|Task.WhenAll(Work(), Work())|];")]
    [InlineData("[|new Promise().Start()|]; ")]
    public Task DroppedInSyncCode_IsReported(string statement) => Verify.Analyzer(AsyncSource.SyncStatements(statement) + Promise);

    [Theory]
    [InlineData("other?[|.Work()|];")]
    [InlineData("other?[|.Own()|];")]
    [InlineData("Action a = () => [|Work()|];")]
    [InlineData("lock (c) { [|Work()|]; }")] // no await there, so the compiler says nothing
    [InlineData("other?[|.Made()|];")]
    public Task DroppedInAsyncCode_IsReportedWhereTheCompilerIsSilent(string statement) => Verify.Analyzer(AsyncSource.Statements(statement) + Awaitable);

    [Theory]
    [InlineData("C() { [|Work()|]; }")]
    [InlineData("C() => [|Work()|];")]
    [InlineData("static C() { [|Task.Delay(1)|]; }")]
    [InlineData("int P { get { [|Work()|]; return 1; } }")]
    [InlineData("Task M() { [|Work()|]; return Work(); }")]
    public Task DroppedInMember_IsReported(string member) => Verify.Analyzer(AsyncSource.Class(member));

    [Theory]
    [InlineData("_ = Work();")]
    [InlineData("var t = Work();")]
    [InlineData("Work().Wait();")]
    [InlineData("Func<Task> f = () => Work();")]
    [InlineData("Expression<Action<C>> e = x => x.Work();")] // vs-threading#1167, meziantou#692
    [InlineData("Verify(x => x.Work()); void Verify(Expression<Action<C>> e) { }")] // moq#1463
    [InlineData("Work().ContinueWith(t => { });")]
    [InlineData("list.Add(1);")]
    [InlineData("NSubstitute.SubstituteExtensions.Received(c).Work();")]
    [InlineData("NSubstitute.SubstituteExtensions.When(c, x => x.Work());")]
    [InlineData("Xunit.Assert.Throws(() => { Work(); });")]
    public Task KeptOrAskedAbout_IsSilent(string statement) => Verify.Analyzer(AsyncSource.SyncStatements(statement) + Mocks);

    [Theory]
    [InlineData("await Work();")]
    [InlineData("{|CS4014:Work()|};", true)]
    [InlineData("{|CS4014:Own()|};", true)]
    [InlineData("Action a = () => {|CS4014:Own()|};", true)]
    public Task WhereTheCompilerSpeaks_IsSilent(string statement, bool warns = false) => Verify.Analyzer(
        AsyncSource.Statements(statement),
        test => test.CompilerDiagnostics = warns ? Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.Warnings : Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.Errors);

    [Fact]
    public Task RowOfTheProject_IsSilent() => Verify.Analyzer(
        AsyncSource.Class("void M() { Work(); [|Text()|]; }"),
        test => test.TestState.AdditionalFiles.Add(("unravel.FireAndForgetSafe.tsv", "# ours\ndropped\tC\tWork\tlogs for itself\n")));

    [Theory]
    [InlineData("[|Work()|];", "_ = Work();")]
    [InlineData("other?[|.Work()|];", "_ = other?.Work();")]
    [InlineData("Action a = () => [|Work()|];", "Action a = () => _ = Work();")]
    [InlineData("[|Work()|]; /* and */ [|Text()|]; // too", "_ = Work(); /* and */ _ = Text(); // too")]
    public Task InSyncCode_IsDiscarded(string before, string after) =>
        Verify.Fix(AsyncSource.SyncStatements(before), AsyncSource.SyncStatements(after));

    [Theory]
    [InlineData("other?[|.Work()|];", "await (other?.Work() ?? Task.CompletedTask);")]
    [InlineData("other?[|.Text()|];", "await (other?.Text() ?? Task.FromResult(default(string)));")]
    public Task InAsyncCode_IsAwaited(string before, string after) =>
        Verify.Fix(AsyncSource.Statements(before), AsyncSource.Statements(after));

    [Theory]
    [InlineData("Action<Task> a = _ => [|Work()|];")] // it would be assigned to
    public Task WithoutPlaceForTheDiscard_NoFixIsOffered(string statement) => Verify.NoFix(AsyncSource.SyncStatements(statement));

    private const string Promise =
        """

        [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(object))]
        class Promise { public Promise Start() => this; }
        """;

    private const string Awaitable =
        """

        class Made { public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => default; }
        static class Maker { public static Made Made(this C c) => new(); }
        """;

    private const string Mocks =
        """

        namespace NSubstitute { static class SubstituteExtensions { public static T Received<T>(this T t) => t; public static void When<T>(this T t, Action<T> a) { } } }
        namespace Xunit { class Assert { public static void Throws(Action a) { } } }
        """;
}
