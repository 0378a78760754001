using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>
/// An async method sets an AsyncLocal, and a caller in the same type reads it after the call: what an async method sets
/// is undone when it returns.
/// </summary>
public sealed class UNR2029AmbientSetTooDeepAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.AmbientSetTooDeep);

    public UNR2029AmbientSetTooDeepAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        if (context.Compilation.GetTypeByMetadataName("System.Threading.AsyncLocal`1") is not { } ambient)
        {
            return;
        }

        context.RegisterTypeStartAction(start =>
        {
            if (!start.Type.GetMembers().Any(member => Is(member switch
                {
                    IFieldSymbol field => field.Type,
                    IPropertySymbol property => property.Type,
                    _ => null,
                }, ambient)))
            {
                return;
            }

            var uses = new ConcurrentBag<Use>();
            var calls = new ConcurrentBag<(ISymbol Caller, IMethodSymbol Callee, int Position)>();
            start.RegisterOperationAction(
                operation =>
                {
                    var value = (IPropertyReferenceOperation)operation.Operation;
                    if (value.Property.Name == "Value" && Is(value.Property.ContainingType, ambient) && MemberOf(value.Instance) is { } member
                        && value.Function() is IMethodBodyOperation or IBlockOperation)
                    {
                        var isWrite = value.Parent is IAssignmentOperation assignment && assignment.Target == value;
                        uses.Add(new Use(operation.ContainingSymbol, member, isWrite, value.Syntax));
                    }
                },
                OperationKind.PropertyReference);
            start.RegisterOperationAction(
                operation =>
                {
                    var call = (IInvocationOperation)operation.Operation;
                    if (call.TargetMethod.IsAsync && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, start.Type)
                        && call.Function() is IMethodBodyOperation or IBlockOperation)
                    {
                        calls.Add((operation.ContainingSymbol, call.TargetMethod.OriginalDefinition, call.Syntax.Span.End));
                    }
                },
                OperationKind.Invocation);
            start.RegisterTypeEndAction(end => Report(end, uses, calls));
        });
    }

    private static void Report(
        SymbolAnalysisContext context, IReadOnlyCollection<Use> uses, IReadOnlyCollection<(ISymbol Caller, IMethodSymbol Callee, int Position)> calls)
    {
        foreach (var write in uses)
        {
            // A callee that sets it twice sets it back, or works with it itself.
            if (!write.IsWrite || write.Function is not IMethodSymbol { IsAsync: true }
                || uses.Count(use => Same(use.Function, write.Function) && Same(use.Member, write.Member)) > 1)
            {
                continue;
            }

            foreach (var call in calls)
            {
                if (Same(call.Callee, write.Function)
                    && uses.Any(use => !use.IsWrite && Same(use.Function, call.Caller) && Same(use.Member, write.Member) && use.Syntax.SpanStart > call.Position)
                    && !uses.Any(use => use.IsWrite && Same(use.Function, call.Caller) && Same(use.Member, write.Member)))
                {
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, write.Syntax.GetLocation(), write.Member.Name, call.Caller.Name));
                    break;
                }
            }
        }
    }

    private static ISymbol? MemberOf(IOperation? instance) => instance?.Unwrapped() is IMemberReferenceOperation member ? member.Member : null;

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol ambient) => SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, ambient);

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private sealed record Use(ISymbol Function, ISymbol Member, bool IsWrite, SyntaxNode Syntax);
}
