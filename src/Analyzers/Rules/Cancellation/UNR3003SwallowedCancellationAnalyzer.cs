using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Cancellation;

/// <summary>A loop whose catch of everything takes cancellation for one more failure, and goes on.</summary>
public sealed class UNR3003SwallowedCancellationAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.SwallowedCancellation);

    public UNR3003SwallowedCancellationAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var cancellation = new CancellationTypes(context.Compilation);
        var exception = context.Compilation.GetTypeByMetadataName("System.Exception");
        context.RegisterOperationAction(
            operation =>
            {
                var attempt = (ITryOperation)operation.Operation;
                foreach (var handler in attempt.Catches)
                {
                    if (handler.ExceptionType.Name is "OperationCanceledException" or "TaskCanceledException")
                    {
                        return;
                    }

                    if (handler.Filter is null
                        && (handler.ExceptionType.SpecialType == SpecialType.System_Object || SymbolEqualityComparer.Default.Equals(handler.ExceptionType, exception))
                        && LoopAround(attempt) is { } loop
                        && TokenIn(attempt.Body, loop, cancellation) is { } token
                        && !LetsThrough(handler, cancellation)
                        && !LooksElsewhere(loop, attempt, cancellation)
                        && handler.Syntax is CatchClauseSyntax clause)
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, clause.CatchKeyword.GetLocation(), token));
                    }
                }
            },
            OperationKind.Try);
    }

    /// <summary>The token that can cancel the body: one that it passes on, or asks.</summary>
    private static string? TokenIn(IOperation body, ILoopOperation loop, CancellationTypes cancellation)
    {
        foreach (var part in body.OwnDescendants())
        {
            if (part is IArgumentOperation { Value: var value, Parent: IInvocationOperation call } && cancellation.IsLiveToken(value) && !IsOnElement(call, loop))
            {
                return value.Syntax.ToString();
            }

            if (part is IInvocationOperation { TargetMethod.Name: "ThrowIfCancellationRequested", Instance: { } instance })
            {
                return instance.Syntax.ToString();
            }
        }

        return null;
    }

    // foreach (var listener in listeners) { try { await listener.Notify(token); } catch { ... } }: each is kept apart from the others, and told all the same.
    private static bool IsOnElement(IInvocationOperation call, ILoopOperation loop)
    {
        var receiver = call.Receiver()?.Unwrapped();
        while (receiver is IMemberReferenceOperation { Instance: { } owner })
        {
            receiver = owner.Unwrapped();
        }

        return loop is IForEachLoopOperation && receiver is ILocalReferenceOperation { Local: var local } && loop.Locals.Contains(local, SymbolEqualityComparer.Default);
    }

    private static bool LetsThrough(ICatchClauseOperation handler, CancellationTypes cancellation) =>
        handler.OwnDescendants().Any(part =>
            part is IThrowOperation or IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.GoTo }
            || IsLook(part, cancellation)
            || part is IIsTypeOperation or ITypePatternOperation or IDeclarationPatternOperation
            || part is IInvocationOperation { TargetMethod.Name: "Exit" or "FailFast" or "StopApplication" or "Throw" or "Cancel" }
            || part is IInvocationOperation call && NeverReturns(call.TargetMethod));

    // A helper that throws.
    private static bool NeverReturns(IMethodSymbol method) =>
        method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "DoesNotReturnAttribute" });

    private static bool IsLook(IOperation part, CancellationTypes cancellation) =>
        cancellation.IsToken(part.Type) || part is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" };

    private static ILoopOperation? LoopAround(IOperation attempt)
    {
        for (var current = attempt.Parent; current is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); current = current.Parent)
        {
            if (current is ILoopOperation loop)
            {
                return loop;
            }
        }

        return null;
    }

    /// <summary>The loop looks at a token outside of the try block: in its condition, or by passing one on.</summary>
    private static bool LooksElsewhere(IOperation loop, ITryOperation attempt, CancellationTypes cancellation) =>
        loop.OwnDescendants().Any(part => IsLook(part, cancellation) && !attempt.Body.Syntax.Span.Contains(part.Syntax.Span));
}
