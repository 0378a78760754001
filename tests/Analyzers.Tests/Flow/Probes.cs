using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Tests.Verifying;

namespace Unravel.Analyzers.Tests.Flow;

/// <summary>
/// Asks the hold sets at calls of <c>Must("…")</c> and <c>May("…")</c> in a snippet; the argument is what they should say: the
/// locks in the order they were taken, each with its mode where it has several.
/// </summary>
internal static class Probes
{
    private const string Around = """
        using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks;

        class C
        {
            readonly object _a = new(), _b = new();
            readonly Lock _l = new();
            readonly SemaphoreSlim _s = new(1, 1), _t = new(1, 1);
            readonly ReaderWriterLockSlim _rw = new();
            readonly ReaderWriterLock _old = new();
            readonly Mutex _m = new();
            readonly AsyncLock _al = new();
            SpinLock _spin = new();
            readonly C _other = null!;
            readonly bool _on;
            static readonly object s_a = new();
            object Gate => _a;
            List<int> _list = new();
            void Must(string locks) { }
            void May(string locks) { }
            void Work() { }
            bool Ask() => true;
            %BODY%
        }

        class AsyncLock
        {
            public Releaser Lock() => new();
            public Task<Releaser> LockAsync(CancellationToken token = default) => Task.FromResult(new Releaser());
            public struct Releaser : IDisposable { public void Dispose() { } }
        }
        """;

    /// <summary>Every probe in the members says what it should.</summary>
    public static void Hold(string members)
    {
        var source = Around.Replace("%BODY%", members, StringComparison.Ordinal);
        var tree = CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview));
        var compilation = CSharpCompilation.Create(
            "Probes", [tree], FrameworkReferences.Net, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var model = compilation.GetSemanticModel(tree);
        var knowledge = ConcurrencyKnowledge.For(compilation);
        var count = 0;
        foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is IdentifierNameSyntax { Identifier.ValueText: var question } && question is "Must" or "May")
            {
                var operation = model.GetOperation(call)!;
                var holds = HoldSets.Of(GraphOf(call, model), knowledge);
                var expected = call.ArgumentList.Arguments[0].ToString().Trim('"');
                var found = question == "Must"
                    ? holds.MustHold(operation).All.Select(Text)
                    : holds.MayHold(operation).Select(held => Text(held.Hold) + (held.IsSure ? "" : "?"));
                Assert.Equal(expected, string.Join(" ", found));
                count++;
            }
        }

        Assert.True(count > 0, "No probe in the snippet.");
    }

    private static string Text(Hold hold) => hold.Lock.Name + (hold.Mode == LockMode.Exclusive ? "" : ":" + hold.Mode);

    private static ControlFlowGraph GraphOf(SyntaxNode call, SemanticModel model)
    {
        // A local function is a body of its own; lambdas belong to the body around them.
        var body = call.Ancestors().First(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax);
        var method = body.AncestorsAndSelf().OfType<BaseMethodDeclarationSyntax>().First();
        var graph = ControlFlowGraph.Create((IMethodBodyOperation)model.GetOperation(method)!);
        return body is LocalFunctionStatementSyntax local
            ? graph.GetLocalFunctionControlFlowGraph((IMethodSymbol)model.GetDeclaredSymbol(local)!)
            : graph;
    }
}
