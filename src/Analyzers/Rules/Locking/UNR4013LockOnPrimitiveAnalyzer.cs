using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>
/// Reports monitors taken on objects that have waiting operations of their own. Where a System.Threading.Lock becomes an
/// object the compiler speaks (CS9216); what is left are Monitor calls on a field that hides one.
/// </summary>
public sealed class UNR4013LockOnPrimitiveAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.LockOnPrimitive);

    public UNR4013LockOnPrimitiveAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var calls = knowledge.LockingCalls;
        new LockTargets(knowledge).Register(context, (operation, target, fault, _) =>
        {
            var value = target.Unwrapped();
            var type = fault == LockTargetFault.Primitive ? TypeOf(value)
                : target.Parent is IArgumentOperation && HidesLock(value, calls) ? calls.Lock
                : null;
            if (type is not null && !Enclosing.IsInExpressionTree(target))
            {
                operation.ReportDiagnostic(Diagnostic.Create(s_descriptor, target.Syntax.GetLocation(), target.Syntax.InWords(), type.Name));
            }
        });
    }

    // A local of type object may be another name for a primitive.
    private static ITypeSymbol? TypeOf(IOperation value) =>
        value is ILocalReferenceOperation local ? LocalUses.Of(local).OnlyValue?.Type ?? value.Type : value.Type;

    private static bool HidesLock(IOperation value, LockingCalls calls) =>
        calls.Lock is not null
        && value switch
        {
            ILocalReferenceOperation local => calls.IsLock(LocalUses.Of(local).OnlyValue?.Type),
            IFieldReferenceOperation { Field: { Type.SpecialType: SpecialType.System_Object, DeclaringSyntaxReferences: { IsEmpty: false } declarations } } =>
                declarations[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: ObjectCreationExpressionSyntax creation }
                && creation.Type.ToString() is "Lock" or "System.Threading.Lock" or "Threading.Lock",
            _ => false,
        };
}
