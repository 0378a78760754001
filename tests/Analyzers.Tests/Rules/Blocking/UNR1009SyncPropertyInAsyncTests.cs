using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1009SyncPropertyInAsyncAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1009SyncPropertyInAsyncFix>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1009SyncPropertyInAsyncTests
{
    [Theory]
    [InlineData("while (!r.[|EndOfStream|]) { await r.ReadLineAsync(); }")]
    [InlineData("if (r is { [|EndOfStream|]: true }) { }")]
    [InlineData("_ = r?.[|EndOfStream|];")]
    [InlineData("_ = q.[|Form|];")]
    public Task SyncProperty_IsReported(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("Func<bool> f = () => r.EndOfStream;")]
    [InlineData("_ = nameof(r.EndOfStream);")]
    [InlineData("bool F() => r.EndOfStream; F();")]
    [InlineData("_ = r.BaseStream; q.Form = 1; _ = new { EndOfStream = 1 }.EndOfStream;")]
    [InlineData("Expression<Func<bool>> e = () => r.EndOfStream;")]
    public Task OtherProperties_AreSilent(string statement) => Verify.Analyzer(In(statement));

    [Theory]
    [InlineData("is_global = true\nbuild_property.EffectiveAnalysisLevelStyle = 10.0\n", "EndOfStream")] // CA2024 is on by default
    [InlineData("is_global = true\ndotnet_diagnostic.CA2024.severity = warning\n", "EndOfStream")]
    [InlineData("is_global = true\nbuild_property.EffectiveAnalysisLevelStyle = 10.0\ndotnet_diagnostic.CA2024.severity = none\n", "[|EndOfStream|]")]
    [InlineData("is_global = true\nbuild_property.EnableNETAnalyzers = true\n", "EndOfStream")]
    [InlineData("is_global = true\nbuild_property.EnableNETAnalyzers = false\nbuild_property.EffectiveAnalysisLevelStyle = 10.0\n", "[|EndOfStream|]")] // a project that does without
    [InlineData("is_global = true\nbuild_property.EnableNETAnalyzers =\nbuild_property.TargetFramework = netstandard2.0\n", "[|EndOfStream|]")]
    public Task SdkRule_GoesFirst(string config, string property) => Verify.Analyzer(
        In("_ = r." + property + ";"), test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", config)));

    [Theory]
    [InlineData("while (!r.[|EndOfStream|])\n{\n    var line = await r.ReadLineAsync(t);\n    _ = line;\n}", "while (await r.ReadLineAsync(t) is { } line)\n{\n    _ = line;\n}")]
    [InlineData("while (!r.[|EndOfStream|]) { string? line = await r.ReadLineAsync().ConfigureAwait(false); _ = line; }", "while (await r.ReadLineAsync().ConfigureAwait(false) is { } line) { _ = line; }")]
    [InlineData("_ = q.[|Form|].ToString();", "_ = (await q.ReadFormAsync(t)).ToString();")]
    public Task Fix_AwaitsTheRead(string statement, string repaired) => Verify.Fix(In(statement), In(repaired));

    [Theory]
    [InlineData("if (r.[|EndOfStream|]) { }")]
    [InlineData("while (!r.[|EndOfStream|]) { await Task.Yield(); var line = await r.ReadLineAsync(); }")]
    [InlineData("while (!r.[|EndOfStream|]) { var line = r.ReadLine(); }")]
    public Task OtherShapes_AreNotFixed(string statement) => Verify.NoFix(In(statement));

    private static string In(string statement) =>
        BlockingSource.Class(
            "async Task M(System.IO.StreamReader r, Microsoft.AspNetCore.Http.HttpRequest q, CancellationToken t)\n{\n    await Task.Yield();\n    "
            + statement.Replace("\n", "\n    ") + "\n}")
        + "\nnamespace Microsoft.AspNetCore.Http { abstract class HttpRequest { public abstract object Form { get; set; } "
        + "public abstract System.Threading.Tasks.Task<object> ReadFormAsync(CancellationToken cancellationToken = default); } }";
}
