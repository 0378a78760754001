using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2001AsyncVoidAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2001AsyncVoidFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2001AsyncVoidTests
{
    [Theory]
    [InlineData("async void [|M|]() { await Work(); }")]
    [InlineData("public static async void [|M|](int i) => await Task.Delay(i);")]
    [InlineData("public virtual async void [|M|]() { await Work(); }")]
    [InlineData("void M() { F(); async void [|F|]() { await Work(); } }")]
    [InlineData("async void [|M|]() { await Work(); } void Use() { Action a = M; }")] // a plain delegate is no event
    [InlineData("async void [|OnStarted|]() { await Work(); }")] // a name alone makes no handler
    [InlineData("async void [|M|]() { await Work(); } Task Call() { M(); return Work(); }")]
    public Task AsyncVoid_IsReported(string member) => Verify.Analyzer(AsyncSource.Class(member));

    [Theory]
    [InlineData("async Task M() { await Work(); }")]
    [InlineData("void M() { Work().Wait(); }")]
    [InlineData("async void M(object sender, EventArgs e) { await Work(); }")] // sonar-dotnet#704
    [InlineData("async void M(object anything, UnhandledExceptionEventArgs e) { await Work(); }")]
    [InlineData("class ClickedEventArgs { } async void M(string source, ClickedEventArgs e) { await Work(); }")] // sonar-dotnet#1161
    [InlineData("async void M(FileSystemEventArgs e) { await Work(); }")]
    [InlineData("event Action? Changed; async void M() { await Work(); } void Use() { Changed += M; Changed?.Invoke(); }")] // by use
    [InlineData("event Action? Changed; async void M() { await Work(); } void Use() { Changed += new Action(this.M); Changed?.Invoke(); }")]
    [InlineData("event Action? Changed; void Use() { Changed += F; Changed?.Invoke(); async void F() { await Work(); } }")]
    [InlineData("interface I { void M(); } class D(C c) : I { public async void M() { await c.Work(); } }")]
    [InlineData("interface I { void M(); } class D(C c) : I { async void I.M() { await c.Work(); } }")]
    [InlineData("abstract class B { protected abstract void OnOpen(); } class D(C c) : B { protected override async void OnOpen() { await c.Work(); } }")] // sonar-dotnet#1181
    [InlineData("partial void Changed(); async partial void Changed() { await Work(); }")]
    [InlineData("void M() { Action a = async () => await Work(); }")] // UNR2003
    public Task HandlerOrForcedSignature_IsSilent(string member) => Verify.Analyzer(AsyncSource.Class(member));

    [Fact]
    public Task HandlerSubscribedInGeneratedFile_IsSilent() => Verify.Analyzer(
        AsyncSource.Class("event Action? Changed; async void Save() { await Work(); } partial void Wire();"),
        test => test.TestState.Sources.Add(("C.Designer.cs", "partial class C { partial void Wire() { this.Changed += this.Save; this.Changed?.Invoke(); } }")));

    [Fact]
    public Task RowOfTheProject_MakesHandlers() => Verify.Analyzer(
        AsyncSource.Class("class Script { } class Mine(C c) : Script { async void Start() { await c.Work(); } }"),
        test => test.TestState.AdditionalFiles.Add(("unravel.HandlerTypes.tsv", "declared\tC+Script\tStart\tcalled by name\n")));

    [Theory]
    [InlineData("async void [|M|]() { await Work(); }", "async Task M() { await Work(); }")]
    [InlineData("public async void [|M|](int i) => await Work();", "public async Task M(int i) => await Work();")]
    [InlineData("// keeps this\nprivate static async void [|M|]() { await Task.Yield(); }", "// keeps this\nprivate static async Task M() { await Task.Yield(); }")]
    [InlineData("async void [|M|]() { await Work(); } async Task Call() { await Work(); M(); this.M(); }", "async Task M() { await Work(); } async Task Call() { await Work(); await M(); await this.M(); }")]
    [InlineData("async Task Call() { await Work(); F(); async void [|F|]() { await Work(); } }", "async Task Call() { await Work(); await F(); async Task F() { await Work(); } }")]
    [InlineData("async void [|M|]() { await Work(); } void Call() { M(); }", "async Task M() { await Work(); } void Call() { M(); }")] // CS4014 takes over
    [InlineData("async void [|M|]() { await Work(); } async void [|N|]() { await Work(); }", "async Task M() { await Work(); } async Task N() { await Work(); }")]
    public Task Function_ReturnsTaskAndIsAwaited(string before, string after) =>
        Verify.Fix(AsyncSource.Class(before), AsyncSource.Class(after));

    [Theory]
    [InlineData("async void [|M|]() { await Work(); } void Use() { Action a = M; }")]
    [InlineData("public virtual async void [|M|]() { await Work(); }")]
    public Task FunctionThatMustStay_IsNotFixed(string member) => Verify.NoFix(AsyncSource.Class(member));
}
