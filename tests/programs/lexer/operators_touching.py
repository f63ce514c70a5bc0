# Operators and delimiters with no space around them.
a=5;b=3
print(a+b,a-b,a*b,a/b!=2,a//b,a%b,a**b)
print(a<<b,a>>1,a&b,a|b,a^b,~a,-a,+a,not-a)
print(a<b,a>b,a<=b,a>=b,a==b,a!=b)
a+=1;a-=2;a*=3;a//=2;a%=4;a**=2;a<<=3;a>>=1;a&=7;a|=8;a^=1
print(a);c=[1,2,3];d={1:2,3:4};print(c[1:],c[:-1],c[::2],d[1])
f=lambda*x,**y:(x,y);print(f(*c,**{"k":1}))
def g(x:int=1)->int:return x
print(g(),a if(b)else-a,[x for(x)in(1,2)if(x)],1 if b else 2)
if(n:=4)>3:print(n)
print((1)or 2,"a"or"b",c[0].__class__ is int)
