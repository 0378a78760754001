using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Repository.Tests.Rules;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Layers;

/// <summary>Our own analyzers have nothing to say about our own code.</summary>
public sealed class OwnAnalyzersTests
{
    public static TheoryData<string> Projects => OwnSources.Projects;

    [Theory, MemberData(nameof(Projects))]
    public async Task OwnCode_GivesNoWarning(string project)
    {
        if (AllRules.Analyzers.IsEmpty)
        {
            return; // RuleFilesTests say so
        }

        var run = OwnSources.Of(project).WithAnalyzers(AllRules.Analyzers);
        var reports = await run.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Offences.None(reports.Where(report => report.Severity >= DiagnosticSeverity.Warning && !report.IsSuppressed).Select(report => report.ToString()));
    }
}
