using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Tests.Verifying;

namespace Unravel.Analyzers.Tests.Flow;

/// <summary>A rule that reports every access to a field with all that the engine knows of it: the pattern of a race rule.</summary>
#pragma warning disable RS1036, RS1038, RS1041 // not shipped
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AccessProbe() : TypeRuleAnalyzer(s_descriptor)
#pragma warning restore RS1036, RS1038, RS1041
{
#pragma warning disable RS0030, RS2008 // a probe has no row in the catalogue
    private static readonly DiagnosticDescriptor s_descriptor = new("PROBE", "t", "{0}", "c", DiagnosticSeverity.Warning, true);
#pragma warning restore RS0030, RS2008

    /// <summary>"line: field kind [locks] phase, evidence", in source order.</summary>
    public static async Task<IReadOnlyList<string>> Over(string source)
    {
        const string usings = "using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;\n";
        var tree = CSharpSyntaxTree.ParseText(usings + source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview), "Test.cs");
        var compilation = CSharpCompilation.Create("Probe", [tree], FrameworkReferences.Net, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var found = await compilation.WithAnalyzers([new AccessProbe()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Select(diagnostic => diagnostic.GetMessage())];
    }

    private protected override bool Concerns(DeclarationText text) => true;

    private protected override bool NeedsLocks => false;

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        foreach (var access in type.Accesses)
        {
            if (knowledge.Locks.KindOf(access.Field.Type) == LockKind.Monitor && access.Field.Type.SpecialType != SpecialType.System_Object)
            {
                var phase = type.ConstructionOf(access.Function);
                var evidence = type.Concurrency.Of(access.Function)
                    ?? (access.Receiver == AccessReceiver.Static && type.Concurrency.OfType is null ? type.Concurrency.OfStatics : null);
                var text = $"{access.Field.AssociatedSymbol?.Name ?? access.Field.Name} {access.Kind}"
                    + (access.Receiver is AccessReceiver.This or AccessReceiver.Static ? "" : " of " + access.Receiver)
                    + $" [{type.HeldAt(access)}]"
                    + (phase == Construction.None ? "" : " " + phase)
                    + (evidence is null ? "" : " " + evidence.Reason + (type.Concurrency.IsParallelWithItself(access.Function) ? " many" : ""));
                report(Diagnostic.Create(s_descriptor, access.Operation.Syntax.GetLocation(), text));
            }
        }
    }
}
