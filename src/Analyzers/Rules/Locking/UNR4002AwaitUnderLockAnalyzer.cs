using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports an await or a yield that is reached, on every path, with a lock that belongs to its thread.</summary>
public sealed class UNR4002AwaitUnderLockAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.AwaitUnderLock);

    public UNR4002AwaitUnderLockAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationBlockAction(block =>
        {
            foreach (var body in block.OperationBlocks)
            {
                if (body is IBlockOperation or IMethodBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation && Concerns(CodeText.Of(body.Syntax)))
                {
                    Check(block, block.GetControlFlowGraph(body), knowledge);
                }
            }
        });

    private static bool Concerns(CodeText text) => (text.Has("await") || text.Has("yield")) && LockText.MayLock(text);

    private static void Check(OperationBlockAnalysisContext block, ControlFlowGraph graph, ConcurrencyKnowledge knowledge)
    {
        // A loop over an async sequence awaits more than once for one keyword.
        var reported = new HashSet<Location>();
        Check(graph, HoldSets.Of(graph, knowledge), knowledge, report =>
        {
            if (reported.Add(report.Location))
            {
                block.ReportDiagnostic(report);
            }
        });
    }

    private static void Check(ControlFlowGraph graph, HoldSets holds, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        holds.Visit((operation, state, _) =>
        {
            if (operation is IFlowAnonymousFunctionOperation lambda)
            {
                Check(graph.GetAnonymousFunctionControlFlowGraph(lambda), holds.OfLambda(lambda, state), knowledge, report);
                return;
            }

            var isYield = operation is IReturnOperation { Kind: OperationKind.YieldReturn };
            if ((isYield || (operation is IAwaitOperation awaited && MaySuspend(awaited, knowledge)))
                && state.Held.LastOrDefault(static held => held.IsSure && held.Hold.Kind.IsThreadAffine() && !IsOfStatement(held)) is { } held)
            {
                report(Create(operation, held, isYield));
            }
        });

        foreach (var local in graph.LocalFunctions)
        {
            var body = graph.GetLocalFunctionControlFlowGraph(local);
            Check(body, HoldSets.Of(body, knowledge), knowledge, report);
        }
    }

    // Who enumerates a plain iterator may well stay on one thread: no promise that it goes wrong.
    private static Diagnostic Create(IOperation operation, HeldLock held, bool isYield)
    {
        var location = Keyword(operation.Syntax)?.GetLocation() ?? operation.Syntax.GetLocation();
        return Diagnostic.Create(
            Descriptor,
            location,
            isYield ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
            held.Sites.Select(static site => site.Syntax.GetLocation()),
            properties: null,
            held.Lock.Name,
            held.Hold.Kind.Name(),
            isYield ? "when the caller gets an element" : "over this await");
    }

    private static SyntaxToken? Keyword(SyntaxNode syntax)
    {
        foreach (var node in syntax.AncestorsAndSelf())
        {
            var keyword = node switch
            {
                AwaitExpressionSyntax await => await.AwaitKeyword,
                YieldStatementSyntax yield => yield.YieldKeyword,
                CommonForEachStatementSyntax each => each.AwaitKeyword,
                UsingStatementSyntax statement => statement.AwaitKeyword,
                LocalDeclarationStatementSyntax declaration => declaration.AwaitKeyword,
                _ => default,
            };
            if (keyword != default)
            {
                return keyword;
            }
        }

        return null;
    }

    // The compiler itself speaks about await and yield in a lock statement (CS1996, CS9237).
    private static bool IsOfStatement(HeldLock held) => held.Sites.All(static site => site.Syntax.FirstAncestorOrSelf<LockStatementSyntax>() is { } statement
        && statement.Expression.Span.Contains(site.Syntax.Span));

    private static bool MaySuspend(IAwaitOperation awaited, ConcurrencyKnowledge knowledge) =>
        awaited.Operation.Type is { TypeKind: not TypeKind.Error }
        && knowledge.Blocking.Source(awaited.Operation) is not (
            IPropertyReferenceOperation { Property.Name: "CompletedTask" } or IInvocationOperation { TargetMethod: { IsStatic: true, Name: "FromResult" } });
}
