using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports locks on <c>this</c>, on fields and on properties that code of other assemblies can lock too.</summary>
public sealed class UNR4011ReachableLockAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.ReachableLock);

    public UNR4011ReachableLockAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        new LockTargets(knowledge).Register(context, (operation, target, fault, _) =>
        {
            if (fault == LockTargetFault.Reachable && !Enclosing.IsInExpressionTree(target))
            {
                Report(operation.ReportDiagnostic, target.Syntax.GetLocation(), target.Syntax.InWords(), OwnerOf(target.Unwrapped()) ?? operation.ContainingSymbol.ContainingType);
            }
        });
        context.RegisterSymbolAction(CheckSynchronized, SymbolKind.Method);
    }

    // [MethodImpl(MethodImplOptions.Synchronized)] locks this, or the Type when the method is static. It is no attribute for
    // the compiler but a flag; only the source has the attribute's place.
    private static void CheckSynchronized(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if ((method.MethodImplementationFlags & System.Reflection.MethodImplAttributes.Synchronized) == 0
            || method.IsImplicitlyDeclared
            || !Visibility.IsOutsideAssembly(method.ContainingType))
        {
            return;
        }

        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "MethodImplAttribute" && attribute.ApplicationSyntaxReference is { } syntax)
            {
                var target = method.IsStatic ? $"typeof({method.ContainingType.Name})" : "this";
                Report(context.ReportDiagnostic, syntax.GetSyntax(context.CancellationToken).GetLocation(), target, method.ContainingType);
            }
        }
    }

    private static INamedTypeSymbol? OwnerOf(IOperation target) => target switch
    {
        IMemberReferenceOperation { Member.ContainingType: var type } => type,
        _ => null,
    };

    private static void Report(Action<Diagnostic> report, Location location, string target, INamedTypeSymbol owner) =>
        report(Diagnostic.Create(s_descriptor, location, target, owner.Name));
}
