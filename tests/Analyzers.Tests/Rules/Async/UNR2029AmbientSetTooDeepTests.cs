using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2029AmbientSetTooDeepAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2029AmbientSetTooDeepTests
{
    private const string User = "static readonly AsyncLocal<string> User = new();\n";

    [Theory]
    [InlineData("async Task M() { await SignIn(); Console.WriteLine(User.Value); } async Task SignIn() { await Task.Yield(); [|User.Value|] = \"a\"; }")]
    [InlineData("async Task M() { await SignIn(); var name = User.Value; } async Task SignIn() => [|User.Value|] = await Task.FromResult(\"a\");")]
    [InlineData("async Task<string> M() { await SignIn().ConfigureAwait(false); return User.Value; } async ValueTask SignIn() { [|User.Value|] = \"a\"; await Task.Yield(); }")]
    public Task ValueSetInACallee_IsReported(string members) => Verify.Analyzer(BlockingSource.Class(User + members));

    [Theory]
    [InlineData("async Task M() { SignIn(); await Task.Yield(); Console.WriteLine(User.Value); } void SignIn() { User.Value = \"a\"; }")] // not async
    [InlineData("async Task M() { User.Value = \"a\"; await Work(); } async Task Work() { await Task.Yield(); Console.WriteLine(User.Value); }")] // flows down
    [InlineData("async Task M() { Console.WriteLine(User.Value); await SignIn(); } async Task SignIn() { await Task.Yield(); User.Value = \"a\"; }")]
    [InlineData("async Task M() { await Scope(); Console.WriteLine(User.Value); } async Task Scope() { var old = User.Value; User.Value = \"a\"; try { await Task.Yield(); } finally { User.Value = old; } }")]
    [InlineData("async Task M() { User.Value = \"b\"; await SignIn(); Console.WriteLine(User.Value); } async Task SignIn() { await Task.Yield(); User.Value = \"a\"; }")]
    [InlineData("async Task M() { await SignIn(); } async Task SignIn() { await Task.Yield(); User.Value = \"a\"; }")]
    [InlineData("static readonly ThreadLocal<string> Other = new(); async Task M() { await SignIn(); _ = Other.Value; } async Task SignIn() { await Task.Yield(); Other.Value = \"a\"; }")]
    public Task ValueThatItsReadersSee_IsSilent(string members) => Verify.Analyzer(BlockingSource.Class(User + members));
}
