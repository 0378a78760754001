using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2011RequestOutlivedAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2011RequestOutlivedTests
{
    [Theory]
    [InlineData("_ = Task.Run(() => Console.WriteLine([|context|].Path));")]
    [InlineData("Task.Run(async () => { await Task.Delay(1); Log([|Context|].Path); });")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => Log([|context|].Path));")]
    [InlineData("Task.Factory.StartNew(() => Log([|context|].Path));")]
    [InlineData("new Thread(() => Log([|context|].Path)).Start();")]
    [InlineData("var timer = new Timer(_ => Log([|context|].Path));")]
    [InlineData("Task.Run(() => [|shop|].Save());")]
    [InlineData("var own = context; Task.Run(() => Log([|own|].Path));")]
    public Task WorkThatOutlivesTheRequest_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("await Task.Run(() => Log(context.Path));")]
    [InlineData("var path = context.Path; _ = Task.Run(() => Log(path));")]
    [InlineData("return;")]
    [InlineData("var work = Task.Run(() => Log(context.Path)); await work;")]
    [InlineData("_ = Task.Run(() => { var own = new Shop(); own.Save(); });")] // made for itself
    [InlineData("_ = new[] { 1 }.Select(x => context.Path + x).ToList();")]
    public Task WorkWithinTheRequestOrOnItsOwn_IsSilent(string statement) => Verify.Analyzer(In(statement));

    private static string In(string statement) => BlockingSource.Class(
        $$"""
        Microsoft.AspNetCore.Http.HttpContext Context { get; } = null!;
        readonly Shop shop = null!;

        async Task M(Microsoft.AspNetCore.Http.HttpContext context)
        {
            await Task.Yield();
            {{statement}}
        }

        void Log(string s) { }
        """) + """

        class Shop : Microsoft.EntityFrameworkCore.DbContext { public void Save() { } }
        namespace Microsoft.AspNetCore.Http { public abstract class HttpContext { public string Path => ""; } }
        namespace Microsoft.EntityFrameworkCore { public class DbContext { } }
        """;
}
