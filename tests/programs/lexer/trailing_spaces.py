# Spaces and tabs after statements and on blank lines.
x = 1   	
if x:  	 
    print("x")   
	
    	  
    print("still in the block")	
   
print("out") 
   